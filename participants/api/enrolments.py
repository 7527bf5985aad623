from __future__ import annotations

from collections.abc import Callable
from typing import Any

from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.serializers import Serializer

from participants.actions.answer_offer import accept_offer, decline_offer, expire_offer
from participants.actions.approve import approve, enrol, offer
from participants.actions.grounds import UnknownGround
from participants.actions.move import DecidedMeanwhile, GroundsMissing, MoveNotAllowed
from participants.actions.move_up import move_up
from participants.actions.offers import WrongAnswerDay
from participants.actions.places import GroupFull
from participants.actions.refuse import refuse
from participants.actions.waitlist import waitlist
from participants.actions.withdraw import withdraw
from participants.api.deciding import (
    AnswerDaySerializer,
    DecisionSerializer,
    EnrolmentSerializer,
    EnrolmentWithHistorySerializer,
    MoveUpSerializer,
)
from participants.filters import EnrolmentFilter
from participants.models import Enrolment
from participants.policies.enrolment import check_may_decide
from participants.querysets.enrolments import EnrolmentQuerySet
from portal.accounts.models import User
from portal.api.errors import Conflict, at_field, conflict, forbidden, missing
from portal.api.viewsets import ScopedReadViewSet
from portal.audit.actor import Actor
from programmes.policies.run import RunClosed

Decision = Callable[..., Enrolment]


def full(refusal: Any) -> Conflict:
    return Conflict(str(refusal), taken=refusal.taken, capacity=refusal.capacity)


def deciding(summary: str, given: type[Serializer] = DecisionSerializer) -> Callable:
    return extend_schema(summary=summary, request=given, responses=EnrolmentWithHistorySerializer)


@extend_schema_view(
    list=extend_schema(summary="The enrolments of one's school; the places taken in a teacher's groups"),
    retrieve=extend_schema(summary="One enrolment with its history"),
)
class EnrolmentViewSet(ScopedReadViewSet[EnrolmentQuerySet]):
    model = Enrolment
    filterset_class = EnrolmentFilter
    ordering = ("applied_at", "pk")
    refusals = {
        Enrolment.DoesNotExist: missing,
        RunClosed: forbidden,
        GroundsMissing: at_field("grounds"),
        UnknownGround: at_field("ground"),
        WrongAnswerDay: at_field("answer_by"),
        DecidedMeanwhile: conflict,
        MoveNotAllowed: conflict,
        GroupFull: full,
    }

    def queryset_for(self, user: User, rows: EnrolmentQuerySet) -> EnrolmentQuerySet:
        rows = rows.select_related("participant").with_offer()
        return rows if self.action == "list" else rows.select_related("group__run").with_history()

    def get_serializer_class(self) -> type[EnrolmentSerializer]:
        return EnrolmentSerializer if self.action == "list" else EnrolmentWithHistorySerializer

    @deciding("Give a place, or offer one where the group asks for an answer", AnswerDaySerializer)
    @action(detail=True, methods=["post"])
    def approve(self, request: Request, pk: str) -> Response:
        return self._decide(approve, pk, AnswerDaySerializer)

    @deciding("Offer a place, kept free until the family has answered", AnswerDaySerializer)
    @action(detail=True, methods=["post"])
    def offer(self, request: Request, pk: str) -> Response:
        return self._decide(offer, pk, AnswerDaySerializer)

    @deciding("Give a place at once, without an answer of the family")
    @action(detail=True, methods=["post"])
    def enrol(self, request: Request, pk: str) -> Response:
        return self._decide(enrol, pk)

    @deciding("Put on the waiting list where the criteria say, with grounds")
    @action(detail=True, methods=["post"])
    def waitlist(self, request: Request, pk: str) -> Response:
        return self._decide(waitlist, pk)

    @deciding("Move up the waiting list, with grounds", MoveUpSerializer)
    @action(detail=True, methods=["post"], url_path="move-up")
    def move_up(self, request: Request, pk: str) -> Response:
        return self._decide(move_up, pk, MoveUpSerializer)

    @deciding("Refuse, with grounds")
    @action(detail=True, methods=["post"])
    def refuse(self, request: Request, pk: str) -> Response:
        return self._decide(refuse, pk)

    @deciding("Note that the family accepted the offer")
    @action(detail=True, methods=["post"])
    def accept(self, request: Request, pk: str) -> Response:
        return self._decide(accept_offer, pk)

    @deciding("Note that the family declined the offer")
    @action(detail=True, methods=["post"])
    def decline(self, request: Request, pk: str) -> Response:
        return self._decide(decline_offer, pk)

    @deciding("End an offer whose last day is over, with grounds")
    @action(detail=True, methods=["post"])
    def expire(self, request: Request, pk: str) -> Response:
        return self._decide(expire_offer, pk)

    @deciding("Withdraw, with grounds")
    @action(detail=True, methods=["post"])
    def withdraw(self, request: Request, pk: str) -> Response:
        return self._decide(withdraw, pk)

    def _decide(self, decision: Decision, pk: str, asked: type[Serializer] = DecisionSerializer) -> Response:
        check_may_decide(Actor.of(self.user), self.get_object())
        given = asked(data=self.request.data)
        given.is_valid(raise_exception=True)
        decision(actor=self.actor, enrolment_id=int(pk), **given.validated_data)
        return Response(self.get_serializer(self.get_object()).data)

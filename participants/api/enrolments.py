from __future__ import annotations

from collections.abc import Callable
from typing import Any, ClassVar

from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from participants.actions.answer_offer import accept_offer, decline_offer
from participants.actions.approve import approve
from participants.actions.move import DecidedMeanwhile, GroundsMissing, MoveNotAllowed
from participants.actions.places import GroupFull
from participants.actions.refuse import refuse
from participants.actions.waitlist import waitlist
from participants.actions.withdraw import withdraw
from participants.api.serializing import CoordinatorsFields
from participants.filters import EnrolmentFilter
from participants.models import Enrolment, EnrolmentMove, EnrolmentState
from participants.policies.enrolment import check_may_decide
from participants.querysets.enrolments import EnrolmentQuerySet
from portal.accounts.models import User
from portal.api.errors import Conflict, at_field, conflict, forbidden, missing
from portal.api.serializers import RowSerializer
from portal.api.viewsets import ScopedReadViewSet
from portal.audit.actor import Actor
from programmes.policies.run import RunClosed

Decision = Callable[..., Enrolment]


class EnrolmentSerializer(CoordinatorsFields):
    participant_name = serializers.CharField(source="participant.__str__", read_only=True)
    coordinators_only: ClassVar[tuple[str, ...]] = ("application", "wish", "applied_at", "waiting_since")

    class Meta:
        model = Enrolment
        fields = [
            "id",
            "school",
            "group",
            "participant",
            "participant_name",
            "application",
            "wish",
            "state",
            "applied_at",
            "waiting_since",
            "enrolled_on",
            "left_on",
        ]


class MoveSerializer(RowSerializer):
    decided_by = serializers.CharField(
        source="decided_by.name", default=None, allow_null=True, help_text="Null for a family."
    )

    class Meta:
        model = EnrolmentMove
        fields = ["at", "from_state", "to_state", "actor_kind", "decided_by", "grounds"]


class EnrolmentWithHistorySerializer(EnrolmentSerializer):
    history = MoveSerializer(source="moves", many=True, read_only=True)
    coordinators_only = (*EnrolmentSerializer.coordinators_only, "history")

    class Meta(EnrolmentSerializer.Meta):
        fields = [*EnrolmentSerializer.Meta.fields, "history"]


class DecisionSerializer(serializers.Serializer):
    based_on = serializers.ChoiceField(
        choices=EnrolmentState.choices, help_text="The state that the decision was made on."
    )
    grounds = serializers.CharField(
        max_length=EnrolmentMove._meta.get_field("grounds").max_length,
        allow_blank=True,
        default="",
        help_text="Asked for where the answer is no, not yet, or no longer.",
    )


def full(refusal: Any) -> Conflict:
    return Conflict(str(refusal), taken=refusal.taken, capacity=refusal.capacity)


def deciding(summary: str) -> Callable:
    return extend_schema(
        summary=summary, request=DecisionSerializer, responses=EnrolmentWithHistorySerializer
    )


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
        DecidedMeanwhile: conflict,
        MoveNotAllowed: conflict,
        GroupFull: full,
    }

    def queryset_for(self, user: User, rows: EnrolmentQuerySet) -> EnrolmentQuerySet:
        rows = rows.select_related("participant")
        return rows if self.action == "list" else rows.select_related("group__run").with_history()

    def get_serializer_class(self) -> type[EnrolmentSerializer]:
        return EnrolmentSerializer if self.action == "list" else EnrolmentWithHistorySerializer

    @deciding("Give a place, or offer one where the group asks for an answer")
    @action(detail=True, methods=["post"])
    def approve(self, request: Request, pk: str) -> Response:
        return self._decide(approve, pk)

    @deciding("Put on the waiting list, with grounds")
    @action(detail=True, methods=["post"])
    def waitlist(self, request: Request, pk: str) -> Response:
        return self._decide(waitlist, pk)

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

    @deciding("Withdraw, with grounds")
    @action(detail=True, methods=["post"])
    def withdraw(self, request: Request, pk: str) -> Response:
        return self._decide(withdraw, pk)

    def _decide(self, decision: Decision, pk: str) -> Response:
        check_may_decide(Actor.of(self.user), self.get_object())
        given = DecisionSerializer(data=self.request.data)
        given.is_valid(raise_exception=True)
        decision(actor=self.actor, enrolment_id=int(pk), **given.validated_data)
        return Response(self.get_serializer(self.get_object()).data)

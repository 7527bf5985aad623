"""Calling a session off: the same as its page does, families told and all."""

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from participants.actions.cancel_session import cancel_session
from portal.accounts.models import User
from portal.api.errors import conflict, forbidden, missing
from portal.api.viewsets import ScopedViewSet
from programmes.api.sessions import SessionSerializer
from programmes.models import CancelReason, Session
from programmes.policies.plan import AlreadyHeld
from programmes.policies.run import RunClosed, check_open
from programmes.querysets.groups import SessionQuerySet


class CancelSerializer(serializers.Serializer):
    reason = serializers.ChoiceField(choices=CancelReason.choices)


class CancelViewSet(ScopedViewSet[SessionQuerySet]):
    model = Session
    serializer_class = SessionSerializer
    filter_backends = []
    refusals = {Session.DoesNotExist: missing, RunClosed: forbidden, AlreadyHeld: conflict}

    def queryset_for(self, user: User, rows: SessionQuerySet) -> SessionQuerySet:
        return rows.with_place()

    @extend_schema(
        summary="Say that a session was cancelled, and why; its families are told where it lies ahead",
        operation_id="sessions_cancel_create",
        request=CancelSerializer,
        responses=SessionSerializer,
    )
    def create(self, request: Request, pk: int) -> Response:
        check_open(self.get_object().group.run)
        given = CancelSerializer(data=request.data)
        given.is_valid(raise_exception=True)
        reason = CancelReason(given.validated_data["reason"])
        cancel_session(actor=self.actor, session_id=pk, reason=reason)
        return Response(SessionSerializer(self.get_object()).data)

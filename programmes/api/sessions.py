from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from portal.accounts.models import User
from portal.api.errors import conflict, forbidden, missing
from portal.api.serializers import RowSerializer
from portal.api.viewsets import ScopedReadViewSet
from programmes.actions.cancel_session import AlreadyHeld, cancel_session
from programmes.filters import SessionFilter
from programmes.models import CancelReason, Session
from programmes.policies.run import RunClosed, check_open
from programmes.querysets.groups import SessionQuerySet


class SessionSerializer(RowSerializer):
    class Meta:
        model = Session
        fields = [
            "id",
            "school",
            "group",
            "starts_at",
            "ends_at",
            "state",
            "cancel_reason",
            "note",
            "logged_at",
        ]


class CancelSerializer(serializers.Serializer):
    reason = serializers.ChoiceField(choices=CancelReason.choices)


@extend_schema_view(
    list=extend_schema(summary="The sessions of the groups that one sees"),
    retrieve=extend_schema(summary="One session"),
)
class SessionViewSet(ScopedReadViewSet[SessionQuerySet]):
    model = Session
    serializer_class = SessionSerializer
    filterset_class = SessionFilter
    ordering = ("starts_at", "pk")
    refusals = {Session.DoesNotExist: missing, RunClosed: forbidden, AlreadyHeld: conflict}

    def queryset_for(self, user: User, rows: SessionQuerySet) -> SessionQuerySet:
        return rows if self.action == "list" else rows.with_place()

    @extend_schema(
        summary="Say that a session was cancelled, and why",
        request=CancelSerializer,
        responses=SessionSerializer,
    )
    @action(detail=True, methods=["post"])
    def cancel(self, request: Request, pk: str) -> Response:
        check_open(self.get_object().group.run)
        given = CancelSerializer(data=request.data)
        given.is_valid(raise_exception=True)
        reason = CancelReason(given.validated_data["reason"])
        session = cancel_session(actor=self.actor, session_id=int(pk), reason=reason)
        return Response(SessionSerializer(session).data)

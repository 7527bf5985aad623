"""The roll of a session: read and saved by the same functions as its page."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from participants.actions.save_roll_call import save_roll_call
from participants.api.roll_call_values import (
    ConflictedSerializer,
    RollCallSerializer,
    SavingSerializer,
    conflicted,
    flat,
    of_roll,
    read,
    unanswered,
)
from participants.policies.roll_call import NotLoggable, check_loggable
from participants.roll import Roll, read_roll
from portal.accounts.models import User
from portal.api.errors import Conflict, forbidden, missing
from portal.api.viewsets import ScopedViewSet
from programmes.models import Session
from programmes.policies.run import RunClosed, check_open
from programmes.querysets.groups import SessionQuerySet


class RollCallViewSet(ScopedViewSet[SessionQuerySet]):
    model = Session
    serializer_class = RollCallSerializer
    filter_backends = []
    refusals = {Session.DoesNotExist: missing, RunClosed: forbidden, NotLoggable: forbidden}

    def queryset_for(self, user: User, rows: SessionQuerySet) -> SessionQuerySet:
        return rows.with_place()

    @extend_schema(
        summary="The roll of a session, preset as all present until it has been saved",
        operation_id="sessions_roll_call_retrieve",
    )
    def retrieve(self, request: Request, pk: int) -> Response:
        return self._answer()

    @extend_schema(
        summary="Save the roll of a session, with what it showed when it was read",
        operation_id="sessions_roll_call_update",
        request=SavingSerializer,
        responses={200: RollCallSerializer, 409: ConflictedSerializer},
    )
    def update(self, request: Request, pk: int) -> Response:
        roll = self._roll()
        check_open(roll.session.group.run)
        check_loggable(roll.session)
        given = SavingSerializer(data=request.data)
        given.is_valid(raise_exception=True)
        shown, submitted = (flat(given.validated_data[name]) for name in ("shown", "values"))
        submitted = of_roll(roll, submitted)
        without = unanswered(roll, submitted)
        if without:
            raise serializers.ValidationError({"values": without})
        conflicts = save_roll_call(actor=self.actor, session_id=pk, shown=shown, submitted=submitted)
        if conflicts:
            raise Conflict(
                _("Somebody else has saved other values in between; the rest is saved."),
                conflicts=[conflicted(key, both) for key, both in conflicts.items()],
            )
        return self._answer()

    def _roll(self) -> Roll:
        return read_roll(self.get_object(), self.user, with_help=True)

    def _answer(self) -> Response:
        values: dict[str, Any] = read(self._roll())
        return Response(RollCallSerializer(values).data)

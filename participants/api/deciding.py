"""What the API shows of an enrolment, and what it is sent to decide on one."""

from __future__ import annotations

from typing import ClassVar

from rest_framework import serializers

from participants.api.serializing import CoordinatorsFields
from participants.models import Enrolment, EnrolmentMove, EnrolmentState, Ground
from portal.api.serializers import RowSerializer


class EnrolmentSerializer(CoordinatorsFields):
    participant_name = serializers.CharField(source="participant.__str__", read_only=True)
    answer_by = serializers.DateField(read_only=True, allow_null=True)
    delivered_at = serializers.DateTimeField(read_only=True, allow_null=True)
    coordinators_only: ClassVar[tuple[str, ...]] = (
        "application",
        "wish",
        "applied_at",
        "waiting_since",
        "waiting_rank",
        "moved_up",
        "answer_by",
        "delivered_at",
    )

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
            "waiting_rank",
            "moved_up",
            "answer_by",
            "delivered_at",
            "enrolled_on",
            "left_on",
        ]


class MoveSerializer(RowSerializer):
    decided_by = serializers.CharField(
        source="decided_by.name", default=None, allow_null=True, help_text="Null for a family."
    )
    ground = serializers.CharField(
        source="ground.text", default=None, allow_null=True, help_text="From the school's list of reasons."
    )

    class Meta:
        model = EnrolmentMove
        fields = ["at", "from_state", "to_state", "actor_kind", "decided_by", "ground", "grounds"]


class EnrolmentWithHistorySerializer(EnrolmentSerializer):
    history = MoveSerializer(source="moves", many=True, read_only=True)
    coordinators_only = (*EnrolmentSerializer.coordinators_only, "history")

    class Meta(EnrolmentSerializer.Meta):
        fields = [*EnrolmentSerializer.Meta.fields, "history"]


def _grounds() -> serializers.CharField:
    return serializers.CharField(
        max_length=EnrolmentMove._meta.get_field("grounds").max_length,
        allow_blank=True,
        default="",
        help_text="In one's own words. Asked for, unless there is a ground, where the answer is no, not yet, "
        "or no longer.",
    )


class DecisionSerializer(serializers.Serializer):
    based_on = serializers.ChoiceField(
        choices=EnrolmentState.choices, help_text="The state that the decision was made on."
    )
    ground = serializers.CharField(
        max_length=Ground._meta.get_field("text").max_length,
        allow_blank=True,
        default="",
        help_text="A reason of the school's list for this decision, in its words.",
    )
    grounds = _grounds()


class AnswerDaySerializer(DecisionSerializer):
    answer_by = serializers.DateField(
        allow_null=True,
        default=None,
        help_text="The last day on which an offer is answered; by default as the school has set it.",
    )


class MoveUpSerializer(serializers.Serializer):
    before = serializers.IntegerField(
        min_value=1,
        max_value=2**63 - 1,
        help_text="The enrolment on the same list right before which this one is to stand.",
    )
    grounds = _grounds()

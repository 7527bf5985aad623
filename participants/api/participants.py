"""People, for those who see them in the pages: in lists by name alone, one by one with the opening logged."""

from __future__ import annotations

from django.utils import timezone
from drf_spectacular.utils import extend_schema, extend_schema_field, extend_schema_view
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.utils.serializer_helpers import ReturnDict

from participants.api.enrolments import EnrolmentWithHistorySerializer
from participants.api.serializing import CoordinatorsFields
from participants.filters import ParticipantFilter
from participants.models import Attendance, Enrolment, Guardian, Participant, SupportNeed
from participants.querysets.people import ParticipantQuerySet
from portal.accounts.models import User
from portal.api.serializers import RowSerializer
from portal.api.viewsets import ScopedReadViewSet
from portal.audit.log import record_reading


class NameSerializer(RowSerializer):
    class Meta:
        model = Participant
        fields = ["id", "school", "given_name", "family_name"]


class GuardianSerializer(CoordinatorsFields):
    coordinators_only = ("email",)

    class Meta:
        model = Guardian
        fields = ["name", "phone", "email"]


class NeedSerializer(CoordinatorsFields):
    coordinators_only = ("expires_on",)

    class Meta:
        model = SupportNeed
        fields = ["what_helps", "expires_on"]


class MarkCountSerializer(serializers.Serializer):
    group = serializers.IntegerField(source="session__group")
    mark = serializers.CharField()
    number = serializers.IntegerField()


class ParticipantSerializer(CoordinatorsFields):
    guardians = GuardianSerializer(many=True, read_only=True)
    needs = NeedSerializer(source="cards", many=True, read_only=True)
    enrolments = serializers.SerializerMethodField()
    marks = serializers.SerializerMethodField(help_text="How often each mark was given at held sessions.")
    coordinators_only = ("grade", "grade_country", "birth_year", "birth_date", "registered_at")

    class Meta:
        model = Participant
        fields = [
            *NameSerializer.Meta.fields,
            "address_protection",
            "grade",
            "grade_country",
            "birth_year",
            "birth_date",
            "registered_at",
            "guardians",
            "needs",
            "enrolments",
            "marks",
        ]

    @extend_schema_field(EnrolmentWithHistorySerializer(many=True))
    def get_enrolments(self, person: Participant) -> ReturnDict:
        visible = Enrolment.objects.visible_to(self.context["request"].user).filter(participant=person)
        rows = visible.select_related("participant").with_history().order_by("applied_at", "pk")
        return EnrolmentWithHistorySerializer(rows, many=True, context=self.context).data

    @extend_schema_field(MarkCountSerializer(many=True))
    def get_marks(self, person: Participant) -> ReturnDict:
        visible = Attendance.objects.visible_to(self.context["request"].user).filter(participant=person)
        return MarkCountSerializer(visible.counted().order_by("session__group", "mark"), many=True).data


@extend_schema_view(
    list=extend_schema(summary="The names of those in one's school or groups"),
    retrieve=extend_schema(summary="One person; that it was opened is logged"),
)
class ParticipantViewSet(ScopedReadViewSet[ParticipantQuerySet]):
    model = Participant
    filterset_class = ParticipantFilter
    ordering = ("given_name", "family_name", "pk")

    def queryset_for(self, user: User, rows: ParticipantQuerySet) -> ParticipantQuerySet:
        return rows if self.action == "list" else rows.with_card(timezone.localdate())

    def get_serializer_class(self) -> type[RowSerializer]:
        return NameSerializer if self.action == "list" else ParticipantSerializer

    def retrieve(self, request: Request, pk: str) -> Response:
        person = self.get_object()
        record_reading(self.user, person, school=person.school_id)
        return Response(self.get_serializer(person).data)

from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework import serializers

from participants.models import Application
from participants.querysets.people import CoordinatorsQuerySet
from portal.accounts.models import User
from portal.api.serializers import RowSerializer
from portal.api.viewsets import ScopedReadViewSet


class ApplicationSerializer(RowSerializer):
    wishes: serializers.Field = serializers.PrimaryKeyRelatedField(
        many=True, read_only=True, help_text="Enrolments."
    )

    class Meta:
        model = Application
        fields = ["id", "school", "run", "participant", "applicant", "submitted_at", "message", "wishes"]


@extend_schema_view(
    list=extend_schema(summary="The applications to the schools that one coordinates"),
    retrieve=extend_schema(summary="One application"),
)
class ApplicationViewSet(ScopedReadViewSet[CoordinatorsQuerySet]):
    model = Application
    serializer_class = ApplicationSerializer
    ordering = ("-submitted_at", "pk")

    def queryset_for(self, user: User, rows: CoordinatorsQuerySet) -> CoordinatorsQuerySet:
        return rows.prefetch_related("wishes")

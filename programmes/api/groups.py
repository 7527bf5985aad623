from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework import serializers

from portal.accounts.models import User
from portal.api.serializers import RowSerializer
from portal.api.viewsets import ScopedReadViewSet
from programmes.filters import GroupFilter
from programmes.models import Group
from programmes.querysets.groups import GroupQuerySet


class GroupSerializer(RowSerializer):
    format = serializers.CharField(source="format.name", default=None, allow_null=True, help_text="The name.")

    class Meta:
        model = Group
        fields = [
            "id",
            "run",
            "school",
            "name",
            "format",
            "partner_school",
            "capacity",
            "venue",
            "grade_from",
            "grade_to",
            "grade_country",
            "has_solo",
            "asks_answer",
        ]


@extend_schema_view(
    list=extend_schema(summary="The groups of one's school; a teacher's own groups"),
    retrieve=extend_schema(summary="One group"),
)
class GroupViewSet(ScopedReadViewSet[GroupQuerySet]):
    model = Group
    serializer_class = GroupSerializer
    filterset_class = GroupFilter
    ordering = ("name", "pk")

    def queryset_for(self, user: User, rows: GroupQuerySet) -> GroupQuerySet:
        return rows.select_related("format")

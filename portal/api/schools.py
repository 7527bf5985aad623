from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework import serializers

from portal.accounts.models import CultureSchool, User
from portal.accounts.querysets import CultureSchoolQuerySet
from portal.api.serializers import RowSerializer
from portal.api.viewsets import ScopedReadViewSet


class SchoolSerializer(RowSerializer):
    municipality_name = serializers.CharField(source="municipality.name", help_text="As of 2024.")
    country = serializers.CharField(help_text="NO or DK.")

    class Meta:
        model = CultureSchool
        fields = ["id", "name", "country", "municipality", "municipality_name", "serves", "phone"]


@extend_schema_view(
    list=extend_schema(summary="The culture schools that one works at or leads"),
    retrieve=extend_schema(summary="One culture school"),
)
class SchoolViewSet(ScopedReadViewSet[CultureSchoolQuerySet]):
    model = CultureSchool
    serializer_class = SchoolSerializer
    ordering = ("name", "pk")

    def queryset_for(self, user: User, rows: CultureSchoolQuerySet) -> CultureSchoolQuerySet:
        return rows.select_related("municipality").prefetch_related("serves")

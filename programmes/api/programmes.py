from drf_spectacular.utils import extend_schema, extend_schema_view

from portal.accounts.models import CultureSchool, User
from portal.api.serializers import RowSerializer
from portal.api.viewsets import ScopedReadViewSet
from programmes.filters import ProgrammeFilter, RunFilter
from programmes.models import Programme, ProgrammeRun
from programmes.querysets.programmes import ProgrammeQuerySet, RunQuerySet


class ProgrammeSerializer(RowSerializer):
    class Meta:
        model = Programme
        fields = [
            "id",
            "public_name",
            "kind",
            "country",
            "age_group",
            "age_from",
            "age_to",
            "art_forms",
            "by_referral_only",
        ]


@extend_schema_view(
    list=extend_schema(summary="The programmes of one's schools, and those that one leads"),
    retrieve=extend_schema(summary="One programme"),
)
class ProgrammeViewSet(ScopedReadViewSet[ProgrammeQuerySet]):
    model = Programme
    serializer_class = ProgrammeSerializer
    filterset_class = ProgrammeFilter
    ordering = ("public_name", "pk")

    def queryset_for(self, user: User, rows: ProgrammeQuerySet) -> ProgrammeQuerySet:
        return rows


class TakingPartSerializer(RowSerializer):
    class Meta:
        model = CultureSchool
        fields = ["id", "name"]


class RunSerializer(RowSerializer):
    schools = TakingPartSerializer(many=True, read_only=True)

    class Meta:
        model = ProgrammeRun
        fields = [
            "id",
            "programme",
            "name",
            "host_school",
            "schools",
            "period_as_written",
            "starts_on",
            "ends_on",
            "state",
            "retention_on",
        ]


@extend_schema_view(
    list=extend_schema(summary="The runs that one's schools take part in, and those of programmes one leads"),
    retrieve=extend_schema(summary="One run of a programme"),
)
class RunViewSet(ScopedReadViewSet[RunQuerySet]):
    model = ProgrammeRun
    serializer_class = RunSerializer
    filterset_class = RunFilter
    ordering = ("-starts_on", "pk")

    def queryset_for(self, user: User, rows: RunQuerySet) -> RunQuerySet:
        return rows.prefetch_related("schools")

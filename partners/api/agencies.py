from drf_spectacular.utils import extend_schema, extend_schema_view

from partners.filters import AgencyFilter
from partners.models import PartnerAgency
from partners.querysets import AgencyQuerySet
from portal.accounts.models import User
from portal.api.serializers import RowSerializer
from portal.api.viewsets import ScopedReadViewSet


class AgencySerializer(RowSerializer):
    class Meta:
        model = PartnerAgency
        fields = ["id", "municipality", "name", "kind", "brings"]


@extend_schema_view(
    list=extend_schema(summary="The partner agencies in one's municipalities, and one's own"),
    retrieve=extend_schema(summary="One partner agency"),
)
class AgencyViewSet(ScopedReadViewSet[AgencyQuerySet]):
    model = PartnerAgency
    serializer_class = AgencySerializer
    filterset_class = AgencyFilter
    ordering = ("name", "pk")

    def queryset_for(self, user: User, rows: AgencyQuerySet) -> AgencyQuerySet:
        return rows

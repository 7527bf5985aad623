import django_filters

from partners.models import AgencyKind, PartnerAgency
from portal.api.filters import RowFilter
from portal.geography.models import Municipality


class AgencyFilter(django_filters.FilterSet):
    kind = django_filters.ChoiceFilter(choices=AgencyKind.choices)
    municipality = RowFilter(Municipality)

    class Meta:
        model = PartnerAgency
        fields = ["kind", "municipality"]

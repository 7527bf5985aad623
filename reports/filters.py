import django_filters
from django.utils.translation import gettext_lazy as _

from participants.filters import FilterForm
from portal.jobs.models import JobState
from reports.definitions.registry import definitions
from reports.models import ReportRun
from reports.querysets.runs import ReportRunQuerySet


class ReportRunFilter(django_filters.FilterSet):
    """The same for the list of reports and for the API."""

    definition = django_filters.ChoiceFilter(
        label=_("Report"), choices=[(each.key, each.name) for each in definitions()], empty_label=_("All")
    )
    year = django_filters.NumberFilter(label=_("Year"), method="about_year", min_value=2000, max_value=2100)
    state = django_filters.ChoiceFilter(
        label=_("State"), field_name="job__state", choices=JobState.choices, empty_label=_("All")
    )

    class Meta:
        model = ReportRun
        fields = ["definition", "year", "state"]
        form = FilterForm

    def about_year(self, queryset: ReportRunQuerySet, name: str, value: float) -> ReportRunQuerySet:
        return queryset.about_year(int(value))

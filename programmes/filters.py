"""What lists of programmes, runs, groups and sessions are narrowed by, in pages and API alike."""

import django_filters
from django.utils.translation import gettext_lazy as _

from portal.accounts.models import CultureSchool
from portal.api.filters import RowFilter
from programmes.models import Group, Programme, ProgrammeKind, ProgrammeRun, RunState, Session, SessionState


class ProgrammeFilter(django_filters.FilterSet):
    kind = django_filters.ChoiceFilter(label=_("Kind"), choices=ProgrammeKind.choices)
    school = RowFilter(CultureSchool, field_name="schools", label=_("School"))

    class Meta:
        model = Programme
        fields = ["kind", "school"]


class RunFilter(django_filters.FilterSet):
    programme = RowFilter(Programme, label=_("Programme"))
    state = django_filters.ChoiceFilter(label=_("State"), choices=RunState.choices)
    school = RowFilter(CultureSchool, field_name="schools", label=_("School"))

    class Meta:
        model = ProgrammeRun
        fields = ["programme", "state", "school"]


class GroupFilter(django_filters.FilterSet):
    run = RowFilter(ProgrammeRun, label=_("Run"))
    programme = RowFilter(Programme, field_name="run__programme", label=_("Programme"))
    school = RowFilter(CultureSchool, label=_("School"))

    class Meta:
        model = Group
        fields = ["run", "programme", "school"]


class SessionFilter(django_filters.FilterSet):
    """`first_day` and `last_day` are days in the reader's time zone, both included."""

    group = RowFilter(Group, label=_("Group"))
    run = RowFilter(ProgrammeRun, field_name="group__run", label=_("Run"))
    state = django_filters.ChoiceFilter(label=_("State"), choices=SessionState.choices)
    first_day = django_filters.DateFilter(
        field_name="starts_at", lookup_expr="date__gte", label=_("From this day")
    )
    last_day = django_filters.DateFilter(
        field_name="starts_at", lookup_expr="date__lte", label=_("To this day")
    )

    class Meta:
        model = Session
        fields = ["group", "run", "state"]

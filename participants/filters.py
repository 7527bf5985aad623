"""What lists can be narrowed to: the same for pages and API."""

import django_filters as filters
from django import forms
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from participants.models import Enrolment, EnrolmentState, Participant
from portal.scope.querysets import ScopedQuerySet
from portal.scope.rights import rights_of
from portal.scope.roles import Role
from programmes.models import Group, ProgrammeRun


def _runs(request: HttpRequest) -> ScopedQuerySet:
    return ProgrammeRun.objects.visible_to(request.user).select_related("programme")


def _groups(request: HttpRequest) -> ScopedQuerySet:
    return Group.objects.visible_to(request.user)


class FilterForm(forms.Form):
    """A filter says of no field that it is optional."""

    plain_labels = True


class GroupFilter(filters.FilterSet):
    """For groups with the counts of `with_applications`."""

    run = filters.ModelChoiceFilter(label=_("Programme"), queryset=_runs, empty_label=_("All"))
    undecided = filters.BooleanFilter(
        label=_("Only with new applications"), method="only_undecided", widget=forms.CheckboxInput
    )

    class Meta:
        model = Group
        fields = ["run"]
        form = FilterForm

    def only_undecided(self, groups: QuerySet, name: str, value: bool) -> QuerySet:
        return groups.filter(new__gt=0) if value else groups


class EnrolmentFilter(filters.FilterSet):
    group = filters.ModelChoiceFilter(label=_("Group"), queryset=_groups)
    run = filters.ModelChoiceFilter(label=_("Programme"), field_name="group__run", queryset=_runs)
    state = filters.MultipleChoiceFilter(label=_("State"), choices=EnrolmentState.choices)

    class Meta:
        model = Enrolment
        fields = ["group", "run", "state"]


class ParticipantFilter(filters.FilterSet):
    name = filters.CharFilter(label=_("Name"), method="by_name")
    grade = filters.NumberFilter(label=_("Grade"), method="by_grade", min_value=0, max_value=13)

    class Meta:
        model = Participant
        fields = ["name", "grade"]
        form = FilterForm

    def by_name(self, people: QuerySet, name: str, value: str) -> QuerySet:
        """Every word must stand in the given or the family name."""
        for word in value.split():
            people = people.filter(Q(given_name__icontains=word) | Q(family_name__icontains=word))
        return people

    def by_grade(self, people: QuerySet, name: str, value: int) -> QuerySet:
        """Where one reads the grade: whom a teacher found by it would tell her what no page shows her."""
        coordinated = rights_of(self.request.user).of(Role.COORDINATOR)
        return people.filter(grade=value, school__in=coordinated)

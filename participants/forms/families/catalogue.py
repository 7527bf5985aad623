"""What the catalogue can be narrowed to: the same wherever families look for a group."""

from collections.abc import Iterable, Sequence

import django_filters as filters
from django import forms
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from participants.forms.families.fields import Choice, Number
from participants.public_group import public_group
from portal.web import formats
from programmes.models import Group
from programmes.rules.grades import AGE_ABOVE_GRADE
from programmes.rules.public_texts import Words, common_names

OLDEST = 120


class CatalogueForm(forms.Form):
    plain_labels = True


class AgeFilter(filters.NumberFilter):
    field_class = Number


class CatalogueFilter(filters.FilterSet):
    """For groups `in_catalogue_on` a day; what there is to choose is what there is in the catalogue."""

    municipality = filters.ChoiceFilter(
        label=_("Municipality"), empty_label=_("All"), method="in_municipality"
    )
    age = AgeFilter(label=_("Age"), method="for_age", min_value=0, max_value=OLDEST)
    art_form = filters.ChoiceFilter(label=_("What"), empty_label=_("All"), method="of_art_form")
    weekday = filters.ChoiceFilter(label=_("Day"), empty_label=_("All"))
    free = filters.BooleanFilter(label=_("Free of charge"), method="only_free", widget=forms.CheckboxInput)

    class Meta:
        model = Group
        fields = ["municipality", "age", "art_form", "weekday", "free"]
        form = CatalogueForm

    def __init__(self, data: object, catalogue: QuerySet, *, language: str, listed: Sequence[Group]) -> None:
        super().__init__(data, catalogue)
        self._art_forms = _art_forms(listed, language)
        places = {place.pk: place.name for group in listed for place in _municipalities(group)}
        days = sorted({group.weekday for group in listed if group.weekday})
        self._offer("municipality", sorted(places.items(), key=lambda place: place[1]))
        self._offer("art_form", [(key, name) for key, (name, _ids) in self._art_forms.items()])
        self._offer("weekday", [(day, formats.weekday(day, language)) for day in days])

    def _offer(self, name: str, choices: Iterable[tuple[object, str]]) -> None:
        self.filters[name].extra |= {
            "choices": list(choices),
            "error_messages": Choice.default_error_messages,
        }

    def in_municipality(self, groups: QuerySet, name: str, value: str) -> QuerySet:
        """Of a school of the municipality, or one that serves it."""
        return groups.filter(Q(school__municipality=value) | Q(school__serves=value)).distinct()

    def for_age(self, groups: QuerySet, name: str, value: int) -> QuerySet:
        """By the grades of the group if it has them, else by the ages of the programme."""
        by_grade = Q()
        for country, above in AGE_ABOVE_GRADE.items():
            grade = value - above
            by_grade |= Q(grade_country=country, grade_from__lte=grade, grade_to__gte=grade - 1)
        by_age = Q(grade_from=None) & _open_or(run__programme__age_from__lte=value)
        return groups.filter(by_grade | by_age & _open_or(run__programme__age_to__gte=value))

    def of_art_form(self, groups: QuerySet, name: str, value: str) -> QuerySet:
        return groups.filter(pk__in=self._art_forms[value][1])

    def only_free(self, groups: QuerySet, name: str, value: bool) -> QuerySet:
        return groups.filter(price=0) if value else groups


def _open_or(**limit: int) -> Q:
    """Within the limit, or there is none."""
    ((lookup, value),) = limit.items()
    return Q(**{lookup: value}) | Q(**{lookup.rpartition("__")[0]: None})


def _municipalities(group: Group) -> list:
    return [group.school.municipality, *group.school.serves.all()]


def _art_forms(listed: Sequence[Group], language: str) -> dict[str, tuple[str, list[int]]]:
    """By the schools' word for it: what it is called in `language`, and the groups that have it."""
    offers = [(_own_art_form(group), public_group(group, language).art_form) for group in listed]
    found: dict[str, tuple[str, list[int]]] = {}
    keys: dict[str, str] = {}
    for group, (own, _found), name in zip(listed, offers, common_names(offers, language), strict=True):
        if name:
            key = keys.setdefault(name.casefold(), own.text.casefold())
            found.setdefault(key, (name, []))[1].append(group.pk)
    return dict(sorted(found.items(), key=lambda entry: entry[1][0].casefold()))


def _own_art_form(group: Group) -> Words:
    return public_group(group, group.school.country.language).art_form

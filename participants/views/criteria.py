"""For whom a group is, in sentences, so that nobody has to remember it while deciding."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from portal.geography.models import Country
from programmes.models import CriterionKind, Group, Programme


@dataclass(frozen=True)
class Criteria:
    """For whom the places are, and what decides the order where more apply than there is room for."""

    sentences: list[str]
    order: list[str]


def criteria(group: Group, kinds: Iterable[str]) -> Criteria:
    found = [_grades(group), _ages(group.run.programme)]
    if group.run.programme.by_referral_only:
        found.append(_("By referral only."))
    if group.asks_answer:
        found.append(_("A place is offered, and taken when the family has answered."))
    return Criteria(
        sentences=[sentence for sentence in found if sentence],
        order=[str(CriterionKind(kind).label) for kind in kinds] + [_("the time of application")],
    )


def _grades(group: Group) -> str:
    if group.grade_from is None:
        return ""
    country = Country(group.grade_country).label
    if group.grade_from == group.grade_to:
        return _("Grade %(grade)d (%(country)s).") % {"grade": group.grade_from, "country": country}
    return _("Grades %(first)d to %(last)d (%(country)s).") % {
        "first": group.grade_from,
        "last": group.grade_to,
        "country": country,
    }


def _ages(programme: Programme) -> str:
    if programme.age_from is None:
        return ""
    if programme.age_to is None:
        return _("From the age of %(first)d.") % {"first": programme.age_from}
    return _("Aged %(first)d to %(last)d.") % {"first": programme.age_from, "last": programme.age_to}

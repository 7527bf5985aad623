"""For whom a group is, in sentences, so that nobody has to remember it while deciding."""

from django.utils.translation import gettext as _

from portal.geography.models import Country
from programmes.models import Group, Programme


def criteria(group: Group) -> list[str]:
    found = [_grades(group), _ages(group.run.programme)]
    if group.run.programme.by_referral_only:
        found.append(_("By referral only."))
    if group.asks_answer:
        found.append(_("A place is offered, and taken when the family has answered."))
    found.append(_("Where more apply than there is room for, the time of application decides last."))
    return [sentence for sentence in found if sentence]


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

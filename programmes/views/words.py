"""Formats, grades and deviations in words."""

from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _

from portal.geography.models import Country
from portal.web import formats
from programmes.models import Format
from programmes.rules.deviations import Bounds, Deviates, Deviation

_UNITS: dict[Deviates, str | Promise] = {
    Deviates.SIZE: gettext_lazy("Places"),
    Deviates.GRADES: gettext_lazy("Grades"),
    Deviates.AGES: gettext_lazy("Ages"),
    Deviates.TEACHERS: gettext_lazy("Teachers of the culture school"),
    Deviates.PARTNER_STAFF: gettext_lazy("The partner's staff"),
    Deviates.MINUTES: gettext_lazy("Minutes a session"),
}


def between(bounds: Bounds) -> str:
    """4–6, from 4, to 6, or 4."""
    low, high = bounds
    if low is None and high is None:
        return "–"
    if low is None:
        return _("to %(number)d") % {"number": high}
    if high is None:
        return _("from %(number)d") % {"number": low}
    return str(low) if low == high else f"{low}{formats.EN_DASH}{high}"


def deviation_words(deviation: Deviation) -> str:
    values = {
        "what": _UNITS[deviation.what],
        "found": between(deviation.found),
        "asked": between(deviation.asked),
    }
    return _("%(what)s: %(found)s. The format has %(asked)s.") % values


def facts_of_format(row: Format, country: str) -> list[str]:
    """Short, in the order in which one looks for them. Grades are those of `country`."""
    minutes = row.session_minutes
    facts = [ngettext("%(number)d minute", "%(number)d minutes", minutes) % {"number": minutes}]
    grades = _("grades %(range)s ({country})").format(country=Country(country).label)
    for words, low, high in (
        (_("%(range)s places"), row.size_from, row.size_to),
        (grades, row.grade_from, row.grade_to),
        (_("ages %(range)s"), row.age_from, row.age_to),
        (_("%(range)s weeks"), row.weeks_from, row.weeks_to),
    ):
        if (low, high) != (None, None):
            facts.append(words % {"range": between((low, high))})
    return [*facts, *_staff(row), *_more(row)]


def _staff(row: Format) -> list[str]:
    found = []
    if row.teachers is not None:
        words = ngettext("%(number)d teacher", "%(number)d teachers", row.teachers)
        found.append(words % {"number": row.teachers})
    if row.partner_staff:
        found.append(_("%(number)d of the partner's staff") % {"number": row.partner_staff})
    return found


def _more(row: Format) -> list[str]:
    found = []
    if row.weekly_theory:
        found.append(_("weekly theory"))
    if row.ensemble:
        found.append(row.ensemble)
    if row.gatherings_a_year:
        found.append(_("%(number)d Saturday gatherings a year") % {"number": row.gatherings_a_year})
    if row.gatherings_a_semester:
        found.append(_("%(number)d gatherings or trips a semester") % {"number": row.gatherings_a_semester})
    if row.fee_factor is not None:
        factor = formats.number(row.fee_factor, get_language() or "en")
        found.append(_("%(factor)s × the semester fee") % {"factor": factor})
    if row.trips_are_extra:
        found.append(_("plus the cost of trips"))
    if row.activities:
        found.append(row.activities)
    return found

"""Where a group differs from its format, in words."""

from datetime import date, datetime

from programmes.models import Group, Programme
from programmes.rules.deviations import Needs, Planned, deviations
from programmes.views.words import deviation_words

_ANY_DAY = date(2024, 1, 1)


def deviations_of(group: Group) -> list[str]:
    """Of a group with its format and its staffing prefetched; nothing where it follows none."""
    if group.format is None:
        return []
    return [deviation_words(one) for one in deviations(_needs(group), _planned(group))]


def _needs(group: Group) -> Needs:
    row = group.format
    assert row
    return Needs(
        size=(row.size_from, row.size_to),
        grades=(row.grade_from, row.grade_to),
        ages=(row.age_from, row.age_to),
        country=row.programme.country,
        teachers=row.teachers,
        partner_staff=row.partner_staff,
        minutes=row.session_minutes,
    )


def _planned(group: Group) -> Planned:
    staff = list(group.staffing.all())
    programme: Programme = group.run.programme
    has_grades = group.grade_from is not None and group.grade_to is not None
    return Planned(
        size=group.capacity,
        grades=(group.grade_from or 0, group.grade_to or 0) if has_grades else None,
        grade_country=group.grade_country,
        ages=(programme.age_from, programme.age_to),
        teachers=sum(1 for one in staff if one.user_id),
        partner_staff=sum(1 for one in staff if one.contact_id),
        minutes=_minutes(group),
    )


def _minutes(group: Group) -> int | None:
    if group.time_from is None or group.time_to is None:
        return None
    length = datetime.combine(_ANY_DAY, group.time_to) - datetime.combine(_ANY_DAY, group.time_from)
    return int(length.total_seconds() // 60)

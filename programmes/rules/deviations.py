"""Where a group differs from what its format has been found to need. Advice, never a refusal. Pure."""

from dataclasses import dataclass
from enum import Enum
from typing import Final

from programmes.rules.grades import ages_of, grades_in


class Deviates(Enum):
    SIZE = "places"
    GRADES = "grades"
    AGES = "ages"
    TEACHERS = "teachers"
    PARTNER_STAFF = "partner's staff"
    MINUTES = "minutes"


Bounds = tuple[int | None, int | None]
NO_DEMAND: Final[Bounds] = (None, None)


@dataclass(frozen=True)
class Needs:
    """What a format asks for; None asks for nothing. Its grades are those of `country`."""

    size: Bounds = NO_DEMAND
    grades: Bounds = NO_DEMAND
    ages: Bounds = NO_DEMAND
    country: str = "NO"
    teachers: int | None = None
    partner_staff: int | None = None
    minutes: int | None = None


@dataclass(frozen=True)
class Planned:
    """A group as it stands; None is not decided yet, and what is not decided deviates from nothing."""

    size: int | None = None
    grades: tuple[int, int] | None = None
    grade_country: str = ""
    ages: Bounds = NO_DEMAND
    teachers: int | None = None
    partner_staff: int | None = None
    minutes: int | None = None


@dataclass(frozen=True)
class Deviation:
    """`asked` and `found` are bounds, one of which may be open; where both ends are one number, so is it."""

    what: Deviates
    asked: Bounds
    found: Bounds


def deviations(needs: Needs, planned: Planned) -> list[Deviation]:
    """All of them, in the order in which a group is set up."""
    found = [
        _outside(Deviates.SIZE, needs.size, planned.size),
        _people(needs, planned),
        _other_number(Deviates.TEACHERS, needs.teachers, planned.teachers),
        _other_number(Deviates.PARTNER_STAFF, needs.partner_staff, planned.partner_staff),
        _other_number(Deviates.MINUTES, needs.minutes, planned.minutes),
    ]
    return [one for one in found if one]


def _outside(what: Deviates, asked: Bounds, value: int | None) -> Deviation | None:
    if value is None or _within((value, value), asked):
        return None
    return Deviation(what, asked, (value, value))


def _people(needs: Needs, planned: Planned) -> Deviation | None:
    """By grades where both have them, in the group's country; else by age, which a grade tells as well."""
    if planned.grades and needs.grades != NO_DEMAND:
        asked = _grades_asked(needs, planned.grade_country)
        if asked:
            ok = _within(planned.grades, asked)
            return None if ok else Deviation(Deviates.GRADES, asked, planned.grades)
    return _ages(_ages_asked(needs), planned)


def _grades_asked(needs: Needs, country: str) -> Bounds | None:
    """The grades that the format asks for as those of `country`; None where it has no such grade."""
    low, high = (_grade(grade, country, needs.country) for grade in needs.grades)
    lost = (needs.grades[0] is not None and low is None) or (needs.grades[1] is not None and high is None)
    return None if lost else (low, high)


def _grade(grade: int | None, country: str, of_country: str) -> int | None:
    if grade is None:
        return None
    turned = grades_in(country, grades=(grade, grade), of_country=of_country)
    return turned[0] if turned else None


def _ages_asked(needs: Needs) -> Bounds:
    """The format's own ages; else those of its grades."""
    if needs.ages != NO_DEMAND:
        return needs.ages
    low, high = needs.grades
    return (
        None if low is None else ages_of((low, low), needs.country)[0],
        None if high is None else ages_of((high, high), needs.country)[1],
    )


def _ages(asked: Bounds, planned: Planned) -> Deviation | None:
    """Ages deviate only where none of them is asked for: a group's oldest may well be of the next grade."""
    found = ages_of(planned.grades, planned.grade_country) if planned.grades else planned.ages
    if found == NO_DEMAND or _meet(found, asked):
        return None
    return Deviation(Deviates.AGES, asked, found)


def _other_number(what: Deviates, asked: int | None, value: int | None) -> Deviation | None:
    if asked is None or value is None or value == asked:
        return None
    return Deviation(what, (asked, asked), (value, value))


def _within(inner: Bounds, outer: Bounds) -> bool:
    low, high = outer
    above = low is None or (inner[0] is not None and inner[0] >= low)
    below = high is None or (inner[1] is not None and inner[1] <= high)
    return above and below


def _meet(one: Bounds, other: Bounds) -> bool:
    return _starts_before_end(one, other) and _starts_before_end(other, one)


def _starts_before_end(one: Bounds, other: Bounds) -> bool:
    return one[0] is None or other[1] is None or one[0] <= other[1]

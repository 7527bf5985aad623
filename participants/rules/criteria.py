"""What a school's criteria say of one child and one group. Talent is never ranked."""

import datetime
from dataclasses import dataclass

from programmes.rules.grades import grade_in

GRADE, AGE, OWN_WISH = "grade", "age", "own_wish"
EXTERNAL_DECISION, PLACE_KEPT, SIBLINGS = "external_decision", "place_kept", "siblings"


@dataclass(frozen=True)
class Terms:
    """Whom a group and its programme are for, and until when a place kept counts; None is unlimited."""

    starts_on: datetime.date
    grades: tuple[int, int] | None = None
    grade_country: str = ""
    age_from: int | None = None
    age_to: int | None = None
    priority_until: datetime.date | None = None


@dataclass(frozen=True)
class Facts:
    """What is known of one child's wish for the group."""

    applied_on: datetime.date
    wish: int = 1
    grade: int | None = None
    grade_country: str = ""
    birth_date: datetime.date | None = None
    birth_year: int | None = None
    decision_seen: bool = False
    keeps_place: bool = False
    sibling_has_place: bool = False


@dataclass(frozen=True)
class Reason:
    """Whether one criterion is met, and the grade, age or wish that says so."""

    kind: str
    met: bool
    value: int | None = None


def age_on(day: datetime.date, *, birth_date: datetime.date | None, birth_year: int | None) -> int | None:
    """Full years on a day; with no more than a year known, the age reached in that year."""
    if birth_date is None:
        return None if birth_year is None else day.year - birth_year
    had_birthday = (day.month, day.day) >= (birth_date.month, birth_date.day)
    return day.year - birth_date.year - (not had_birthday)


def reasons(kinds: tuple[str, ...], terms: Terms, facts: Facts) -> tuple[Reason, ...]:
    """One for each of `kinds`, in their order."""
    return tuple(_REASONS[kind](terms, facts) for kind in kinds)


def _grade(terms: Terms, facts: Facts) -> Reason:
    """What is not known is not met, unless the group takes every grade."""
    if terms.grades is None:
        return Reason(GRADE, True, facts.grade)
    if facts.grade is None:
        return Reason(GRADE, False)
    first, last = terms.grades
    own = grade_in(terms.grade_country, grade=facts.grade, of_country=facts.grade_country)
    return Reason(GRADE, first <= own <= last, facts.grade)


def _age(terms: Terms, facts: Facts) -> Reason:
    age = age_on(terms.starts_on, birth_date=facts.birth_date, birth_year=facts.birth_year)
    if terms.age_from is None and terms.age_to is None:
        return Reason(AGE, True, age)
    if age is None:
        return Reason(AGE, False)
    old_enough = terms.age_from is None or age >= terms.age_from
    young_enough = terms.age_to is None or age <= terms.age_to
    return Reason(AGE, old_enough and young_enough, age)


def _own_wish(terms: Terms, facts: Facts) -> Reason:
    return Reason(OWN_WISH, facts.wish == 1, facts.wish)


def _external_decision(terms: Terms, facts: Facts) -> Reason:
    return Reason(EXTERNAL_DECISION, facts.decision_seen)


def _place_kept(terms: Terms, facts: Facts) -> Reason:
    in_time = terms.priority_until is None or facts.applied_on <= terms.priority_until
    return Reason(PLACE_KEPT, facts.keeps_place and in_time)


def _siblings(terms: Terms, facts: Facts) -> Reason:
    return Reason(SIBLINGS, facts.sibling_has_place)


_REASONS = {
    GRADE: _grade,
    AGE: _age,
    OWN_WISH: _own_wish,
    EXTERNAL_DECISION: _external_decision,
    PLACE_KEPT: _place_kept,
    SIBLINGS: _siblings,
}
KINDS = tuple(_REASONS)

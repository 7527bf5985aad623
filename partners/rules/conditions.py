"""What a funder's conditions ask of an amount, a budget and a period."""

import datetime
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from partners.rules.deadlines import calendar_years

ACCOUNTS_KINDS = ("accounts", "accounts_two_signatures", "auditor_statement")
"""Papers that show what the money was used for."""


@dataclass(frozen=True)
class Asked:
    """A paper, where the amount is above `above` and not above `up_to`."""

    kind: str
    stage: str
    above: int = 0
    up_to: int | None = None
    note: str = ""

    def holds_for(self, amount: int) -> bool:
        return amount > self.above and (self.up_to is None or amount <= self.up_to)


def asked_for(
    papers: Iterable[Asked], amount: int, *, stage: str, comparable: Asked | None = None
) -> list[Asked]:
    """Those of a stage that hold for `amount`, each kind once.

    `comparable` joins them where accounts comparable with the budget are asked for and no other paper shows
    the accounts.
    """
    found = {paper.kind: paper for paper in papers if paper.stage == stage and paper.holds_for(amount)}
    if comparable and not any(kind in found for kind in ACCOUNTS_KINDS):
        found[comparable.kind] = comparable
    return list(found.values())


def missing(asked: Iterable[Asked], there: Collection[str]) -> list[Asked]:
    return [paper for paper in asked if paper.kind not in there]


def above_ceiling(part: int, whole: int, ceiling: Decimal | None) -> int:
    """By how many øre `part` is more than its share of `whole` may be; 0 where it is not."""
    if ceiling is None:
        return 0
    return max(0, part - whole * Fraction(ceiling) // 1)


def below_own(own: int, whole: int, least: Decimal | None) -> int:
    """How many øre of its own the school lacks; 0 where it has enough."""
    if least is None:
        return 0
    return max(0, -(-whole * Fraction(least) // 1) - own)


def least_budget(amount: int, ceiling: Decimal | None) -> int | None:
    """The least budget of which `amount` is no more than `ceiling`: 750 000 for 450 000 and 60 per cent."""
    return int(-(-amount / Fraction(ceiling) // 1)) if ceiling else None


def years(first: datetime.date, last: datetime.date) -> int:
    """How many calendar years a period touches."""
    return len(calendar_years(first, last))


def lasts_too_long(first: datetime.date, last: datetime.date, most: int | None, *, by_year: bool) -> bool:
    """More calendar years than allowed; or, where they do not count, longer than so many years."""
    if most is None:
        return False
    if by_year:
        return years(first, last) > most
    return last >= _years_later(first, most)


def _years_later(day: datetime.date, number: int) -> datetime.date:
    try:
        return day.replace(year=day.year + number)
    except ValueError:
        return datetime.date(day.year + number, 3, 1)


def ages_outside(ages: tuple[int | None, int | None], allowed: tuple[int | None, int | None]) -> bool:
    """Whether people of `ages` may be younger or older than the grant is for; no limit is any age."""
    (low, high), (least, most) = ages, allowed
    too_young = least is not None and (low is None or low < least)
    too_old = most is not None and (high is None or high > most)
    return too_young or too_old

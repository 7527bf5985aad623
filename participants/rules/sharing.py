"""Who pays which part of what several pay together, and what is still to be settled of it."""

import calendar
import datetime
import itertools
from collections.abc import Collection, Hashable, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple, TypeVar

from partners.rules.money import divide

Payer = TypeVar("Payer", bound=Hashable)
Key = TypeVar("Key", bound=Hashable)


class SharesWrong(ValueError):
    """The per cent are not a whole together, or nobody who pays per cent takes the rest."""


@dataclass(frozen=True)
class Promise:
    """A part in per cent (`share`), or an amount each time: of money, or of what hours in kind are worth."""

    share: Decimal | None = None
    amount: int = 0
    takes_rest: bool = False


def rest_taker(promises: Mapping[Payer, Promise]) -> Payer:
    """Raises SharesWrong where the promises cannot be divided by."""
    whole = sum((Fraction(one.share) for one in promises.values() if one.share is not None), Fraction(0))
    takers = [payer for payer, one in promises.items() if one.takes_rest and one.share is not None]
    if whole != 1 or len(takers) != 1:
        raise SharesWrong
    return takers[0]


def parts(amount: int, promises: Mapping[Payer, Promise]) -> dict[Payer, int]:
    """Each payer's part in øre; together they are `amount`, and none is below zero.

    Promised amounts come off first and per cent are of what is left. Where more is promised than it costs,
    each gives less in proportion, and nobody else pays. What does not divide goes to who takes the rest.
    """
    rest_to = rest_taker(promises)
    promised = {payer: one.amount for payer, one in promises.items() if one.share is None}
    shares = {payer: Fraction(one.share) for payer, one in promises.items() if one.share is not None}
    covered = sum(promised.values())
    if covered <= amount:
        return promised | divide(amount - covered, shares, rest_to=rest_to)
    proportions = {payer: Fraction(part, covered) for payer, part in promised.items()}
    return divide(amount, proportions | dict.fromkeys(shares, Fraction(0)), rest_to=rest_to)


def relieved(found: Mapping[Payer, int], *, family: Payer, school: Payer) -> dict[Payer, int]:
    """With a free place: the family's part is the culture school's."""
    others = {payer: part for payer, part in found.items() if payer != family}
    borne = found.get(family, 0)
    return others | {school: others.get(school, 0) + borne} if borne else others


def still_due(owed: Mapping[Key, int], settled: Mapping[Key, int]) -> dict[Key, int]:
    """The difference, where there is one: what was settled and is no longer owed comes back below zero."""
    keys: Collection[Key] = dict.fromkeys([*owed, *settled])
    due = {key: owed.get(key, 0) - settled.get(key, 0) for key in keys}
    return {key: amount for key, amount in due.items() if amount}


def lowest(amounts: Iterable[tuple[datetime.date, int]]) -> int:
    """The least that is noted in all at the end of any day, whatever comes after."""
    by_day: dict[datetime.date, int] = {}
    for day, amount in amounts:
        by_day[day] = by_day.get(day, 0) + amount
    return min(itertools.accumulate(by_day[day] for day in sorted(by_day)))


class Span(NamedTuple):
    first: datetime.date
    last: datetime.date


def period_of(day: datetime.date, months: int) -> Span:
    """The month, quarter or half-year that `day` lies in; `months` divides the year."""
    if months < 1 or 12 % months:
        raise ValueError("no even part of a year")
    first = (day.month - 1) // months * months + 1
    last = first + months - 1
    end = calendar.monthrange(day.year, last)[1]
    return Span(day.replace(month=first, day=1), datetime.date(day.year, last, end))


def period_before(period: Span, months: int) -> Span:
    return period_of(period.first - datetime.timedelta(days=1), months)

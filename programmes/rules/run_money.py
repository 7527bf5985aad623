"""What the budget and the accounts of a run come to: sums, shares, the end of it, what speaks against it.

All amounts are in øre of one currency; a run with two has two of everything.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from partners.rules.money import rounded, share_of

GRANT, AGENCY, SCHOOL, FAMILIES = "grant", "agency", "school", "families"
OWN = (AGENCY, SCHOOL, FAMILIES)
"""Whose money, and what they give in kind, is own contribution; what a source does not divide is not."""


@dataclass(frozen=True)
class Who:
    """A payer: the kind is a code of Payer; `grant` or `agency` is the id of the one that it is."""

    kind: str
    grant: int | None = None
    agency: int | None = None


@dataclass(frozen=True)
class Cell:
    """What one payer pays of one category: planned, expected in the end, used, and how much is in kind."""

    who: Who
    category: str
    planned: int = 0
    expected: int = 0
    used: int = 0
    in_kind: int = 0
    """Of what is used."""

    @property
    def forecast(self) -> int:
        """What it will end at: what is expected, unless more is used already."""
        return max(self.expected, self.used)

    @property
    def is_passed(self) -> bool:
        return self.used > self.planned


@dataclass(frozen=True)
class Sums:
    """Of several cells."""

    planned: int
    used: int
    in_kind: int
    forecast: int

    @property
    def left(self) -> int:
        """Of what was planned; less than 0 where more is used."""
        return self.planned - self.used


def summed(cells: Iterable[Cell]) -> Sums:
    found = list(cells)
    return Sums(
        planned=sum(cell.planned for cell in found),
        used=sum(cell.used for cell in found),
        in_kind=sum(cell.in_kind for cell in found),
        forecast=sum(cell.forecast for cell in found),
    )


@dataclass(frozen=True)
class Shares:
    """A payer's part of the whole as planned, as it stands and as it will end; None of nothing."""

    planned: Fraction | None
    now: Fraction | None
    at_end: Fraction | None


def shares(part: Sums, whole: Sums) -> Shares:
    return Shares(
        share_of(part.planned, whole.planned),
        share_of(part.used, whole.used),
        share_of(part.forecast, whole.forecast),
    )


@dataclass(frozen=True)
class PayerSum:
    who: Who
    sum: Sums
    shares: Shares


def by_payer(cells: Sequence[Cell]) -> list[PayerSum]:
    """The largest planned first."""
    whole = summed(cells)
    sums = {who: summed(one for one in cells if one.who == who) for who in {cell.who for cell in cells}}
    found = [PayerSum(who, part, shares(part, whole)) for who, part in sums.items()]
    return sorted(found, key=lambda one: (-one.sum.planned, -one.sum.used, *_order(one.who)))


def own_sums(cells: Sequence[Cell]) -> Sums:
    return summed(one for one in cells if one.who.kind in OWN)


def own_contribution(cells: Sequence[Cell]) -> Shares:
    return shares(own_sums(cells), summed(cells))


def _order(who: Who) -> tuple[str, int, int]:
    return who.kind, who.grant or 0, who.agency or 0


class Rule(StrEnum):
    """What may speak against the money of a run; each is named where it is shown."""

    CEILING = "ceiling"
    OWN_CONTRIBUTION = "own_contribution"
    LINE_PASSED = "line_passed"
    GRANT_PASSED = "grant_passed"
    LEAST_AMOUNT = "least_amount"
    NOT_AWARDED = "not_awarded"
    PERIOD = "period"
    PURPOSE = "purpose"


@dataclass(frozen=True)
class Terms:
    """What a grant allows; `spent` is what is used of it in all runs, `awarded` whether it is certain,
    `in_period` whether the run has a day of its period. No category stands for all."""

    amount: int
    spent: int
    awarded: bool = True
    ceiling: Decimal | None = None
    own: Decimal | None = None
    least: int | None = None
    in_period: bool = True
    categories: Collection[str] = ()


@dataclass(frozen=True)
class Finding:
    """A rule that is broken, or will be. `found` and `limit` are shares or øre, as the rule counts, `by` so
    many øre that a share is too large or too small in the end."""

    rule: Rule
    who: Who
    category: str = ""
    found: Fraction | int | None = None
    limit: Decimal | int | None = None
    by: int = 0
    at_end: bool = False
    """It holds as it stands, and will be broken by how it is to end."""


def findings(cells: Sequence[Cell], terms: Mapping[int, Terms]) -> list[Finding]:
    """`terms` by the id of each grant that pays."""
    found = [*_passed(cells), *_of_purpose(cells, terms)]
    whole, own = summed(cells), own_sums(cells)
    for one in by_payer(cells):
        if one.who.grant is not None and one.who.grant in terms:
            found += _of_grant(one, terms[one.who.grant], own, whole)
    return sorted(found, key=lambda one: (list(Rule).index(one.rule), *_order(one.who), one.category))


def _passed(cells: Iterable[Cell]) -> Iterator[Finding]:
    for cell in cells:
        if cell.is_passed:
            yield Finding(Rule.LINE_PASSED, cell.who, cell.category, cell.used, cell.planned)


def _of_purpose(cells: Iterable[Cell], terms: Mapping[int, Terms]) -> Iterator[Finding]:
    for cell in cells:
        of_grant = terms.get(cell.who.grant or 0)
        if of_grant and of_grant.categories and cell.category not in of_grant.categories:
            yield Finding(Rule.PURPOSE, cell.who, cell.category, cell.forecast)


def _of_grant(one: PayerSum, terms: Terms, own: Sums, whole: Sums) -> list[Finding]:
    found = []
    if terms.ceiling is not None:
        found += _broken(Rule.CEILING, one.who, one.sum, whole, terms.ceiling)
    if terms.own is not None:
        found += _broken(Rule.OWN_CONTRIBUTION, one.who, own, whole, terms.own)
    if max(terms.spent, one.sum.planned) > terms.amount:
        found.append(Finding(Rule.GRANT_PASSED, one.who, "", max(terms.spent, one.sum.planned), terms.amount))
    if terms.least is not None and one.sum.planned < terms.least:
        found.append(Finding(Rule.LEAST_AMOUNT, one.who, "", one.sum.planned, terms.least))
    if not terms.awarded:
        found.append(Finding(Rule.NOT_AWARDED, one.who))
    if not terms.in_period:
        found.append(Finding(Rule.PERIOD, one.who))
    return found


def _broken(rule: Rule, who: Who, part: Sums, whole: Sums, limit: Decimal) -> list[Finding]:
    """Judged by how it will end; before anything is planned or used there is nothing to judge."""
    sign = 1 if rule is Rule.CEILING else -1
    found = shares(part, whole)
    beyond = sign * (part.forecast - whole.forecast * Fraction(limit))
    if found.at_end is None or beyond <= 0:
        return []
    now = found.now is not None and sign * (found.now - Fraction(limit)) > 0
    return [Finding(rule, who, "", found.at_end, limit, rounded(beyond), at_end=not now)]

"""What the budget and the accounts of a run come to: sums, shares, the end of it, what speaks against it.

All amounts are in øre of one currency; a run with two has two of everything.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from partners.rules.money import share_of

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


def own_contribution(cells: Sequence[Cell]) -> Shares:
    return shares(summed(one for one in cells if one.who.kind in OWN), summed(cells))


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


@dataclass(frozen=True)
class Terms:
    """What a grant allows; `spent` is what is used of it in all runs, `awarded` whether it is certain."""

    amount: int
    spent: int
    awarded: bool = True
    ceiling: Decimal | None = None
    own: Decimal | None = None
    least: int | None = None


@dataclass(frozen=True)
class Finding:
    """A rule that is broken, or will be. `found` and `limit` are shares or øre, as the rule counts."""

    rule: Rule
    who: Who
    category: str = ""
    found: Fraction | int | None = None
    limit: Decimal | int | None = None
    at_end: bool = False
    """It holds as it stands, and will be broken by how it is to end."""


def findings(cells: Sequence[Cell], terms: Mapping[int, Terms]) -> list[Finding]:
    """`terms` by the id of each grant that pays."""
    found = [
        Finding(Rule.LINE_PASSED, cell.who, cell.category, cell.used, cell.planned)
        for cell in cells
        if cell.is_passed
    ]
    for one in by_payer(cells):
        if one.who.grant is not None and one.who.grant in terms:
            found += _of_grant(one, terms[one.who.grant], own_contribution(cells))
    return sorted(found, key=lambda one: (list(Rule).index(one.rule), *_order(one.who), one.category))


def _of_grant(one: PayerSum, terms: Terms, own: Shares) -> list[Finding]:
    found = []
    if terms.ceiling is not None:
        found += _broken(Rule.CEILING, one.who, one.shares, terms.ceiling, is_least=False)
    if terms.own is not None:
        found += _broken(Rule.OWN_CONTRIBUTION, one.who, own, terms.own, is_least=True)
    if max(terms.spent, one.sum.planned) > terms.amount:
        found.append(Finding(Rule.GRANT_PASSED, one.who, "", max(terms.spent, one.sum.planned), terms.amount))
    if terms.least is not None and one.sum.planned < terms.least:
        found.append(Finding(Rule.LEAST_AMOUNT, one.who, "", one.sum.planned, terms.least))
    if not terms.awarded:
        found.append(Finding(Rule.NOT_AWARDED, one.who))
    return found


def _broken(rule: Rule, who: Who, part: Shares, limit: Decimal, *, is_least: bool) -> list[Finding]:
    """Judged by how it will end; before anything is planned or used there is nothing to judge."""

    def breaks(share: Fraction) -> bool:
        return share < limit if is_least else share > limit

    if part.at_end is None or not breaks(part.at_end):
        return []
    now = part.now is not None and breaks(part.now)
    return [Finding(rule, who, "", part.at_end, limit, at_end=not now)]

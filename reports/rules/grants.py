"""What a grant comes to over the runs that it pays for: used, committed, left, its share and how it ends."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from partners.rules.conditions import above_ceiling, below_own
from partners.rules.money import part_of, share_of
from programmes.rules.run_money import OWN, Cell, Shares, Sums, own_contribution, shares, summed

WHOLE = 100.0


@dataclass(frozen=True)
class Use:
    """In øre. `committed` is what lines of the budget still are to take of it."""

    amount: int
    used: int
    committed: int

    @property
    def left(self) -> int:
        """Less than 0 where more is used or planned than was granted."""
        return self.amount - self.used - self.committed

    @property
    def width(self) -> int:
        """What the whole of a bar stands for."""
        return max(self.amount, max(0, self.used) + max(0, self.committed), 1)

    def parts(self) -> list[dict[str, object]]:
        """Of a bar on a scale of 100; more than was granted fills it."""
        used, committed = (max(0, part) / self.width * WHOLE for part in (self.used, self.committed))
        return [
            {"kind": "used", "share": used},
            {"kind": "committed", "share": committed},
            {"kind": "left", "share": max(0.0, WHOLE - used - committed)},
        ]


@dataclass(frozen=True)
class Limit:
    """A condition on shares, and how it is kept: planned, as it stands, as it will end."""

    limit: Decimal
    shares: Shares
    off_now: int
    off_at_end: int
    """By how many øre it is broken; 0 where it is kept."""


@dataclass(frozen=True)
class Money:
    """Of a grant, and of all that its runs cost."""

    use: Use
    own: Sums
    whole: Sums
    ceiling: Limit | None
    own_share: Limit | None

    @property
    def ceiling_at(self) -> float | None:
        """Where what the ceiling allows in the end lies on the scale of the bar, maybe beyond its end; None
        where nothing is planned."""
        if self.allowed_at_end is None or not self.whole.forecast:
            return None
        return self.allowed_at_end / self.use.width * WHOLE

    @property
    def allowed_at_end(self) -> int | None:
        return None if self.ceiling is None else part_of(self.whole.forecast, self.ceiling.limit)


def money_of(
    grant: int, amount: int, cells: Sequence[Cell], *, ceiling: Decimal | None, own: Decimal | None
) -> Money:
    """`cells` are those of all runs in which the grant pays, in its currency."""
    of_grant, whole = summed(cell for cell in cells if cell.who.grant == grant), summed(cells)
    use = Use(amount, of_grant.used, of_grant.forecast - of_grant.used)
    return Money(use, of_grant, whole, _ceiling(of_grant, whole, ceiling), _own(cells, whole, own))


def _ceiling(part: Sums, whole: Sums, limit: Decimal | None) -> Limit | None:
    if limit is None:
        return None
    return Limit(
        limit,
        shares(part, whole),
        above_ceiling(part.used, whole.used, limit),
        above_ceiling(part.forecast, whole.forecast, limit),
    )


def _own(cells: Sequence[Cell], whole: Sums, limit: Decimal | None) -> Limit | None:
    if limit is None:
        return None
    own = summed(cell for cell in cells if cell.who.kind in OWN)
    return Limit(
        limit,
        own_contribution(cells),
        below_own(own.used, whole.used, limit),
        below_own(own.forecast, whole.forecast, limit),
    )


def reached_share(reached: int | None, target: int) -> Fraction:
    return share_of(min(reached or 0, target), target) or Fraction(0)

"""Budgets of several currencies told in one, by a rate that somebody gives and that the report shows."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from partners.rules.money import converted, share_of

_WHO = ("payer", "funder", "purpose", "agency")


def in_one_currency(
    budgets: Sequence[Mapping[str, Any]], *, into: str, rate: Decimal
) -> list[dict[str, Any]]:
    """A run's tables as one. `rate` is what one krone of the other currency is in `into`.

    Each payer's sum is converted by itself, and the whole is the sum of what is shown.
    """
    sums: dict[str, dict[tuple[str, ...], int]] = {}
    for budget in budgets:
        of_run = sums.setdefault(budget["run"], {})
        for line in budget["lines"]:
            who = tuple(line[name] for name in _WHO)
            amount = line["amount"] if budget["currency"] == into else converted(line["amount"], rate)
            of_run[who] = of_run.get(who, 0) + amount
    return [_told(run, into, lines) for run, lines in sums.items()]


def told_share(part: int, whole: int) -> float:
    """As a snapshot holds it; 0 of amounts that a rate made nothing of."""
    return round(float(share_of(part, whole) or 0), 4)


def _told(run: str, into: str, lines: Mapping[tuple[str, ...], int]) -> dict[str, Any]:
    total = sum(lines.values())
    return {
        "run": run,
        "currency": into,
        "total": total,
        "lines": [
            {**dict(zip(_WHO, who, strict=True)), "amount": amount, "share": told_share(amount, total)}
            for who, amount in sorted(lines.items(), key=lambda one: (one[0][0] != "grant", -one[1], one[0]))
        ],
    }

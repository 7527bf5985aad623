"""Arithmetic of money: whole øre with a currency, never a float; what is left over goes to a stated payer."""

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from typing import TypeVar

Payer = TypeVar("Payer")


def rounded(amount: Fraction) -> int:
    """To a whole øre; half an øre goes away from zero, so that a correction undoes what it corrects."""
    whole = (2 * abs(amount.numerator) + amount.denominator) // (2 * amount.denominator)
    return whole if amount >= 0 else -whole


def part_of(amount: int, share: Decimal | Fraction) -> int:
    return rounded(amount * Fraction(share))


def share_of(part: int, whole: int) -> Fraction | None:
    """None where there is no whole to have a share of."""
    return Fraction(part, whole) if whole else None


def at_rate(minutes: int, rate: int) -> int:
    """What minutes of work or of a room are worth at a rate in øre for an hour of 60 minutes."""
    return rounded(Fraction(minutes * rate, 60))


def divide(amount: int, shares: Mapping[Payer, Decimal | Fraction], *, rest_to: Payer) -> dict[Payer, int]:
    """Each payer's part in øre. Parts always sum to `amount`, which is not below zero, nor is any part.

    Every part is rounded down, and the øre that are left go to `rest_to`: so the order of the payers
    changes nothing. Raises ValueError for shares that are not a whole together, a share or an amount
    below zero, and a stranger to take the rest.
    """
    if amount < 0 or any(share < 0 for share in shares.values()):
        raise ValueError("an amount or a share below zero")
    if sum(Fraction(share) for share in shares.values()) != 1:
        raise ValueError("the shares are not a whole together")
    if rest_to not in shares:
        raise ValueError("the rest goes to somebody who takes no part")
    parts = {payer: amount * Fraction(share) // 1 for payer, share in shares.items()}
    found = {payer: int(part) for payer, part in parts.items()}
    found[rest_to] += amount - sum(found.values())
    return found


def converted(amount: int, rate: Decimal) -> int:
    """By a rate that the user gives and that is shown: what one unit costs in the other currency."""
    if rate <= 0:
        raise ValueError("a rate is above zero")
    return part_of(amount, rate)

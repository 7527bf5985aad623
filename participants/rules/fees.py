"""What a place costs for half a year, and which children of one family pay less."""

import datetime
from collections.abc import Collection, Hashable, Iterable, Mapping
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple, TypeVar

from partners.rules.money import part_of

AUTUMN_BEGINS = 8

Child = TypeVar("Child", bound=Hashable)


class Term(NamedTuple):
    first: datetime.date
    last: datetime.date

    @property
    def is_autumn(self) -> bool:
        return self.first.month == AUTUMN_BEGINS


def term_of(day: datetime.date) -> Term:
    """The half of the school year: to the end of July, or from August."""
    if day.month >= AUTUMN_BEGINS:
        return Term(day.replace(month=8, day=1), day.replace(month=12, day=31))
    return Term(day.replace(month=1, day=1), day.replace(month=7, day=31))


def term_before(term: Term) -> Term:
    return term_of(term.first - datetime.timedelta(days=1))


def term_after(term: Term) -> Term:
    return term_of(term.last + datetime.timedelta(days=1))


def fee(*, ordinary: int, factor: Decimal, reduction: Decimal, trips: int, less: int = 0) -> int:
    """In øre: the ordinary fee so many times, less for siblings; trips cost everybody the same.

    `less` is taken off of all that, for whoever comes late.
    """
    if min(ordinary, trips, less) < 0 or factor < 0 or not 0 <= reduction <= 1:
        raise ValueError("below zero, or less by more than all of it")
    found = part_of(ordinary, Fraction(factor) * (1 - Fraction(reduction))) + trips - less
    if found < 0:
        raise ValueError("more is taken off than it costs")
    return found


def families(contacts: Mapping[Child, Collection[Hashable]]) -> list[frozenset[Child]]:
    """Children with a contact in common are of one family; so are those whom a third child joins."""
    found: list[tuple[set[Child], set[Hashable]]] = []
    for child, reached_by in contacts.items():
        children, known = {child}, set(reached_by)
        apart = []
        for others, theirs in found:
            if known & theirs:
                children |= others
                known |= theirs
            else:
                apart.append((others, theirs))
        found = _joined([*apart, (children, known)])
    return [frozenset(children) for children, _ in found]


def _joined(found: list[tuple[set[Child], set[Hashable]]]) -> list[tuple[set[Child], set[Hashable]]]:
    """The newest takes in whoever it has come to share a contact with."""
    *others, (children, known) = found
    meets = [one for one in others if one[1] & known]
    if not meets:
        return found
    apart = [one for one in others if one not in meets]
    for theirs, contacts in meets:
        children, known = children | theirs, known | contacts
    return _joined([*apart, (children, known)])


def reduced(
    family: Iterable[Child], costs: Mapping[Child, int], paying_in_full: Collection[Child] = ()
) -> set[Child]:
    """All but who pays in full: whoever does already, else the first of those whose places cost most."""
    children = sorted(child for child in family if child in costs)  # type: ignore[type-var]
    settled = [child for child in family if child in paying_in_full]
    if settled:
        return set(children) - set(settled)
    if not children:
        return set()
    return set(children) - {max(children, key=lambda child: costs[child])}

"""Counts, the sums that hold between them, and the usual shapes such tables have."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from itertools import product
from typing import Any

# Any hashable: a Mapping's key type is invariant, so `Hashable` would refuse a dict of text.
Key = Any
Path = tuple[str, ...]


@dataclass(frozen=True)
class Sum:
    """`total` is the sum of `parts`, and every reader knows it."""

    total: Key
    parts: tuple[Key, ...]


@dataclass(frozen=True)
class Table:
    """Named counts and the sums between them; true as given, or a ValueError names what is not.

    Keys are text, numbers or tuples of these: their written form decides between equal choices.
    Sums are for counts that add up. Unique people in groups that share people do not.
    `always_shown` names cells that never go to protect another; grand totals belong to them anyway.
    """

    counts: Mapping[Key, int]
    sums: tuple[Sum, ...] = ()
    always_shown: frozenset[Key] = field(default_factory=frozenset)

    def __post_init__(self) -> None:
        for key, count in self.counts.items():
            if isinstance(count, bool) or not isinstance(count, int) or count < 0:
                raise ValueError(f"The count of {key!r} is {count!r}, not a whole number from 0.")
        for unknown in self.always_shown - self.counts.keys():
            raise ValueError(f"{unknown!r} is always to be shown, but has no count.")
        for relation in self.sums:
            self._check(relation)

    def _check(self, relation: Sum) -> None:
        cells = (relation.total, *relation.parts)
        if not relation.parts or len(set(cells)) < len(cells):
            raise ValueError(f"The sum of {relation.total!r} has no parts, or names a cell twice.")
        for key in cells:
            if key not in self.counts:
                raise ValueError(f"The sum of {relation.total!r} names {key!r}, which has no count.")
        if sum(self.counts[part] for part in relation.parts) != self.counts[relation.total]:
            # Without the numbers: an error is logged, and these may be the ones to hide.
            raise ValueError(f"The sum of {relation.total!r} is not what its parts add up to.")

    @cached_property
    def grand_totals(self) -> frozenset[Key]:
        """Totals that are part of no other total."""
        parts = {part for relation in self.sums for part in relation.parts}
        return frozenset(relation.total for relation in self.sums) - parts

    def in_key_order(self, keys: Iterable[Key]) -> list[Key]:
        """The keys in an order that does not depend on the order in which the table was written."""
        return sorted(keys, key=repr)

    def sums_in_key_order(self) -> list[Sum]:
        return sorted(self.sums, key=lambda each: (repr(each.total), sorted(map(repr, each.parts))))


def hierarchy(counts: Mapping[Path, int]) -> Table:
    """Counts nested to any depth, with all totals added.

    `{("Roskilde", "Gadstrup Skole"): 1, …}` gets a cell `("Roskilde",)` and the grand total `()`.
    """
    _refuse_overlap(counts)
    totals = {(): 0} | {path[:depth]: 0 for path in counts for depth in range(len(path))}
    for path, count in counts.items():
        for depth in range(len(path)):
            totals[path[:depth]] += count
    return Table(counts={**totals, **counts}, sums=tuple(_nested_sums(counts)))


def crosstab(counts: Mapping[tuple[Path, Path], int]) -> Table:
    """Rows by columns, either nested to any depth, with all totals added; what is not named is zero.

    `{(("Roskilde", "Gadstrup Skole"), ("9-12",)): 1, …}`: a row's total has the column `()`, a column's
    total the row `()`, the grand total is `((), ())`.
    """
    rows, columns = ({key[axis]: None for key in counts} for axis in (0, 1))
    _refuse_overlap(rows)
    _refuse_overlap(columns)
    totals = {(row, column): 0 for row in _with_totals(rows) for column in _with_totals(columns)}
    for (row, column), count in counts.items():
        for upper in product(range(len(row) + 1), range(len(column) + 1)):
            totals[row[: upper[0]], column[: upper[1]]] += count
    down = (
        Sum((relation.total, column), tuple((part, column) for part in relation.parts))
        for relation in _nested_sums(rows)
        for column in _with_totals(columns)
    )
    # Across, the innermost rows and the last line are enough: the sums of the subtotals follow from these.
    across = (
        Sum((row, relation.total), tuple((row, part) for part in relation.parts))
        for relation in _nested_sums(columns)
        for row in (*rows, ())
    )
    return Table(counts=totals, sums=(*down, *across))


def _with_totals(paths: Iterable[Path]) -> list[Path]:
    return list(dict.fromkeys(path[:depth] for path in paths for depth in range(len(path) + 1)))


def _nested_sums(paths: Iterable[Path]) -> list[Sum]:
    children: dict[Path, dict[Path, None]] = {}
    for path in paths:
        for depth in range(len(path)):
            children.setdefault(path[:depth], {})[path[: depth + 1]] = None
    return [Sum(total, tuple(parts)) for total, parts in children.items()]


def _refuse_overlap(paths: Iterable[Path]) -> None:
    named = set(paths)
    for path in named:
        for depth in range(len(path)):
            if path[:depth] in named:
                raise ValueError(f"{path[:depth]!r} is counted both by itself and as the total of {path!r}.")

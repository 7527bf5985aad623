"""Which cells of a table to hide so that what is published gives no small count away.

The rule is the design's (4.1). A count from 1 to below the threshold is hidden. Further cells go until for
each hidden one the highest and lowest values that fit all that is published lie at least `LEAST_APART`
apart. Fewest cells go, of equal choices the smallest, then the first by key. Grand totals at or above the
threshold show.

Where zeros show, a hidden cell is known to be at least 1. Two kinds of table cannot be protected like that,
and there the zeros are hidden with the rest, so that a hidden cell may be 0:
- the grand total is below the threshold: the mere number of hidden cells would tell it, so nothing shows;
- the grand total shows and is so low that its parts have no room (5 = 3 + 1 + 1 leaves 1 to 3 for each).

Not covered: a reader who knows some of the people counted, and tables published apart that share counts.
Counts that share sums belong in one table.
"""

from collections.abc import Mapping, Set
from dataclasses import dataclass, field

from portal.disclosure.tables import Key, Table
from portal.disclosure.witnesses import Reader, Witness, apply, everything_moved

THRESHOLD_VULNERABLE = 5
THRESHOLD_OTHERS = 3
LEAST_APART = 3

HIDDEN_AS = ":"


class Unprotectable(ValueError):
    """What must show gives a hidden count away, whatever else is hidden."""


@dataclass(frozen=True)
class Protection:
    """What of a table may be published.

    `primary` cells are hidden for their own size (or because another measure hides them), the `secondary`
    ones so that the primary cannot be worked out. `zeros_shown` is False where `:` may also stand for 0.
    """

    table: Table = field(repr=False)
    primary: frozenset[Key]
    secondary: frozenset[Key]
    zeros_shown: bool = True

    @property
    def hidden(self) -> frozenset[Key]:
        return self.primary | self.secondary

    def shown(self, key: Key) -> int | None:
        """The count, or None where it is hidden; an unknown key is a KeyError."""
        number = self.table.counts[key]
        return None if key in self.hidden else number

    def published(self) -> dict[Key, int | None]:
        """All cells as they may be published: nothing in it holds a hidden value."""
        return {key: self.shown(key) for key in self.table.counts}


def protect(
    table: Table, threshold: int = THRESHOLD_VULNERABLE, also_hide: Set[Key] = frozenset()
) -> Protection:
    """Hide counts of people below the threshold, the cells of `also_hide`, and what would tell them.

    Raises ValueError for a threshold below 3, and Unprotectable where cells that must show leave no room;
    a table with one grand total and nothing in `also_hide` or `always_shown` can always be protected.
    """
    if threshold < THRESHOLD_OTHERS:
        raise ValueError(
            f"The threshold is {threshold}; it may be higher than {THRESHOLD_OTHERS}, never lower."
        )
    small = {key for key, number in table.counts.items() if 0 < number < threshold}
    first = frozenset(small) | _known(table, also_hide)
    keep = (table.grand_totals | table.always_shown) - first
    if table.grand_totals.isdisjoint(small):
        try:
            return _complete(table, first, keep=keep, apart=LEAST_APART, zeros_shown=True, least=1)
        except Unprotectable:
            pass
    try:
        return _complete(table, first, keep=keep, apart=LEAST_APART, zeros_shown=False, least=0)
    except Unprotectable:
        if keep - table.grand_totals:
            raise
        return _hide_all_but_grand_totals(table, first)


def follow(table: Table, hidden: Set[Key], apart: int = LEAST_APART) -> Protection:
    """Hide in the table of a dependent measure (attendances, groups) what is hidden in the count of people.

    The size of these numbers does not matter, but none of `hidden` may be worked out: further cells go,
    totals too where needed, the grand total last. With `apart=1` it is enough that no value is certain.
    """
    first = _known(table, hidden)
    keep = table.always_shown - first
    # Rows are hidden here whatever their value: where one of them is 0, a reader cannot take any for 1.
    least = 1 if all(table.counts[key] for key in first) else 0
    try:
        return _complete(table, first, keep=keep, apart=apart, zeros_shown=True, least=least)
    except Unprotectable:
        pass
    try:
        return _complete(table, first, keep=keep, apart=apart, zeros_shown=False, least=0)
    except Unprotectable:
        if keep:
            raise
        return Protection(table, first, secondary=frozenset(table.counts) - first, zeros_shown=False)


def _known(table: Table, keys: Set[Key]) -> frozenset[Key]:
    for unknown in keys - table.counts.keys():
        raise ValueError(f"{unknown!r} is to be hidden, but has no count.")
    return frozenset(keys)


def _complete(
    table: Table, first: frozenset[Key], *, keep: Set[Key], apart: int, zeros_shown: bool, least: int
) -> Protection:
    zeros = {key for key, number in table.counts.items() if number == 0}
    reader = Reader(table, least={key: min(least, number) for key, number in table.counts.items()})
    start = first if zeros_shown else first | (zeros - keep)
    may_go = table.counts.keys() - keep - (zeros if zeros_shown else set())
    witnesses = _hide_until_safe(reader, start, may_go=may_go, apart=apart)
    witnesses = _show_what_need_not_be_hidden(reader, witnesses, start, apart=apart)
    _verify(reader, witnesses, apart=apart)
    return Protection(table, primary=first, secondary=frozenset(witnesses) - first, zeros_shown=zeros_shown)


def _hide_all_but_grand_totals(table: Table, first: frozenset[Key]) -> Protection:
    """The last resort, for tables in which the search finds no witnesses (see `witnesses`)."""
    witnesses = everything_moved(table)
    for fixed in first - witnesses.keys():
        raise Unprotectable(f"{fixed!r} can be worked out from a grand total that must show.")
    _verify(Reader(table, least=dict.fromkeys(table.counts, 0)), witnesses, apart=LEAST_APART)
    return Protection(table, primary=first, secondary=frozenset(witnesses) - first, zeros_shown=False)


def _hide_until_safe(
    reader: Reader, start: frozenset[Key], *, may_go: Set[Key], apart: int
) -> dict[Key, Witness]:
    """Every cell to hide with its witness. Witnesses stay good when more is hidden."""
    hidden = set(start)
    witnesses: dict[Key, Witness] = {}
    while waiting := hidden - witnesses.keys():
        for key in _smallest_first(reader.table, waiting):
            found = reader.witness(key, hidden=hidden, apart=apart)
            while found.spread < apart:
                hidden |= _make_room(reader, found, hidden, may_go=may_go, apart=apart)
            witnesses[key] = found
    return witnesses


def _make_room(reader: Reader, found: Witness, hidden: Set[Key], *, may_go: Set[Key], apart: int) -> Set[Key]:
    """Spread the witness by as much as one shift can and return the cells to hide for it."""
    for amount in range(apart - found.spread, 0, -1):
        options = []
        for down in range(amount + 1):
            up = amount - down
            shift = reader.cheapest_shift(found, up=up, down=down, hidden=hidden, may_go=may_go)
            if shift is not None:
                options.append((shift.cost, down, shift))
        if options:
            _, down, shift = min(options, key=lambda option: option[:2])
            apply(shift, found, up=amount - down, down=down)
            return shift.moves.keys() - hidden
    raise Unprotectable(f"{found.cell!r} can be worked out from cells that must show.")


def _show_what_need_not_be_hidden(
    reader: Reader, witnesses: Mapping[Key, Witness], start: Set[Key], *, apart: int
) -> dict[Key, Witness]:
    """Cells hidden early may have become needless by what was hidden later; the largest shows first."""
    kept = dict(witnesses)
    for candidate in reversed(_smallest_first(reader.table, witnesses.keys() - start)):
        hidden = kept.keys() - {candidate}
        renewed = {}
        for key in hidden:
            if reader.relies_on_hiding(candidate, kept[key]):
                renewed[key] = reader.witness(key, hidden=hidden, apart=apart)
                if renewed[key].spread < apart:
                    break
        else:
            kept = {key: renewed.get(key, kept[key]) for key in hidden}
    return kept


def _verify(reader: Reader, witnesses: Mapping[Key, Witness], *, apart: int) -> None:
    """Check every verdict by adding up, without the search that led to it."""
    hidden = witnesses.keys()
    for key, found in witnesses.items():
        fit = reader.fits(found.high, hidden=hidden) and reader.fits(found.low, hidden=hidden)
        if not fit or found.spread < apart:
            raise Unprotectable(f"{key!r} is not safe.")


def _smallest_first(table: Table, keys: Set[Key]) -> list[Key]:
    return sorted(table.in_key_order(keys), key=lambda key: table.counts[key])

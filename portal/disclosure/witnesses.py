"""What a reader cannot rule out: pairs of whole tables that both fit all that is published.

A hidden cell is safe when there are two such tables in which it lies far enough apart. Both are kept as
witnesses and can be checked by adding up, so a verdict "safe" never rests on the search that found them.
The reader is taken to know every shown value, every sum, that counts are whole numbers, and the least
value of a hidden cell. The reader is not taken to know which cell is hidden for its own size.

Witnesses are found by shifting: one cell goes up by one, which breaks its sums, and further cells are
moved by one until all sums hold again. Where no cell stands in more than two sums (nested totals, rows by
columns with one of them nested), this is finding an augmenting path in a network and finds a witness
whenever there is one. In other tables it may miss one; then more is hidden than needed, never less.
"""

from collections.abc import Mapping, Set
from dataclasses import dataclass
from heapq import heappop, heappush
from itertools import count

from portal.disclosure.tables import Key, Table

# A network has at most two states a sum, so only other tables come near the limit.
STATES_SEARCHED_AT_LEAST = 500
STATES_SEARCHED_PER_SUM = 4

OpenSums = tuple[tuple[int, int], ...]
Cost = tuple[int, int, int]
Moves = tuple[tuple[Key, int], ...]


@dataclass
class Witness:
    """Two tables that fit what is published; `cell` is highest in one and lowest in the other."""

    cell: Key
    high: dict[Key, int]
    low: dict[Key, int]

    @property
    def spread(self) -> int:
        return self.high[self.cell] - self.low[self.cell]


@dataclass(frozen=True)
class Shift:
    """Moves of one up (1) or down (-1) that leave every sum true, and the cells it costs to hide."""

    moves: Mapping[Key, int]
    cost: Cost


class Reader:
    """Works out for one table what its reader cannot rule out, given what is hidden."""

    def __init__(self, table: Table, *, least: Mapping[Key, int]) -> None:
        self.table = table
        self.least = least
        self.sums_of: dict[Key, list[tuple[int, int]]] = {key: [] for key in table.counts}
        self.cells_of: list[list[tuple[Key, int]]] = []
        for number, relation in enumerate(table.sums_in_key_order()):
            weights = {relation.total: 1} | dict.fromkeys(relation.parts, -1)
            self.cells_of.append([(key, weights[key]) for key in table.in_key_order(weights)])
            for key, weight in weights.items():
                self.sums_of[key].append((number, weight))
        self.crossings = frozenset(key for key, sums in self.sums_of.items() if len(sums) > 2)

    def witness(self, cell: Key, *, hidden: Set[Key], apart: int) -> Witness:
        """The pair of tables in which `cell` lies farthest apart, or `apart` where more is possible."""
        found = Witness(cell, dict(self.table.counts), dict(self.table.counts))
        for up, down in ((1, 0), (0, 1)):
            while found.spread < apart:
                shift = self.cheapest_shift(found, up=up, down=down, hidden=hidden, may_go=frozenset())
                if shift is None:
                    break
                apply(shift, found, up=up, down=down)
        return found

    def relies_on_hiding(self, key: Key, found: Witness) -> bool:
        return not (found.high[key] == found.low[key] == self.table.counts[key])

    def cheapest_shift(
        self, found: Witness, *, up: int, down: int, hidden: Set[Key], may_go: Set[Key]
    ) -> Shift | None:
        """The shift that moves the cell `up` in the high table and `down` in the low one for the least.

        Cells of `may_go` may be moved at the price of hiding them: fewest cells first, then smallest sum.
        """
        if found.low[found.cell] - down < self.least[found.cell]:
            return None
        movable = {
            key
            for key in (hidden | may_go) - {found.cell}
            if self._can_move(key, 1, found, up, down) or self._can_move(key, -1, found, up, down)
        }
        simple = movable - self.crossings
        shift = self._search(found, up, down, hidden, simple)
        if shift is None and len(simple) < len(movable):
            shift = self._search(found, up, down, hidden, movable)
        return shift

    def _search(
        self, found: Witness, up: int, down: int, hidden: Set[Key], movable: Set[Key]
    ) -> Shift | None:
        order = count()
        start = self._open_after((), found.cell, 1)
        queue: list[tuple[Cost, int, OpenSums, Moves]] = [((0, 0, 0), next(order), start, ((found.cell, 1),))]
        seen: set[OpenSums] = set()
        limit = STATES_SEARCHED_AT_LEAST + STATES_SEARCHED_PER_SUM * len(self.cells_of)
        while queue and len(seen) < limit:
            cost, _, open_sums, path = heappop(queue)
            if not open_sums:
                shift = Shift(_added(path), cost)
                if all(self._can_move(key, by, found, up, down) for key, by in shift.moves.items()):
                    return shift
                continue
            if open_sums in seen:
                continue
            seen.add(open_sums)
            number, excess = open_sums[-1]
            for key, weight in self.cells_of[number]:
                sign = -1 if (excess > 0) == (weight > 0) else 1
                if key not in movable or not self._can_move(key, sign, found, up, down):
                    continue
                following = self._open_after(open_sums, key, sign)
                if following not in seen:
                    price = self._price(cost, key, hidden)
                    heappush(queue, (price, next(order), following, (*path, (key, sign))))
        return None

    def _can_move(self, key: Key, by: int, found: Witness, up: int, down: int) -> bool:
        """Whether the cell stays at its least value or above in both tables."""
        least = self.least[key]
        return found.high[key] + by * up >= least and found.low[key] - by * down >= least

    def fits(self, values: Mapping[Key, int], *, hidden: Set[Key]) -> bool:
        """Whether a reader who sees all but `hidden` must hold these values for possible."""
        return (
            all(values[key] == number for key, number in self.table.counts.items() if key not in hidden)
            and all(values[key] >= self.least[key] for key in hidden)
            and all(
                values[each.total] == sum(values[part] for part in each.parts) for each in self.table.sums
            )
        )

    def _price(self, cost: Cost, key: Key, hidden: Set[Key]) -> Cost:
        cells, lost, steps = cost
        if key in hidden:
            return cells, lost, steps + 1
        return cells + 1, lost + self.table.counts[key], steps + 1

    def _open_after(self, open_sums: OpenSums, key: Key, sign: int) -> OpenSums:
        """The sums that do not hold once `key` has moved; the one to mend next stands last."""
        excess = dict(open_sums)
        for number, weight in self.sums_of[key]:
            excess[number] = excess.get(number, 0) + sign * weight
        return tuple((number, by) for number, by in excess.items() if by)


def everything_moved(table: Table) -> dict[Key, Witness]:
    """A witness for each cell that is not fixed by the grand total alone, when nothing else shows.

    All the people may be in one innermost cell or all in another: no search is needed for that.
    """
    totals = {relation.total for relation in table.sums}
    innermost = table.in_key_order(table.counts.keys() - totals)
    whole = max((table.counts[key] for key in table.grand_totals), default=0)
    extremes = [_all_in(table, key, whole) for key in innermost]
    pairs = {
        key: (max(extremes, key=lambda each: each[key]), min(extremes, key=lambda each: each[key]))
        for key in table.counts
    }
    return {key: Witness(key, high, low) for key, (high, low) in pairs.items() if high[key] > low[key]}


def _all_in(table: Table, innermost: Key, whole: int) -> dict[Key, int]:
    values = dict.fromkeys(table.counts, 0) | {innermost: whole}
    # As many rounds as totals can be nested; what does not add up by then is found when it is checked.
    for _ in table.sums:
        before = dict(values)
        for relation in table.sums:
            values[relation.total] = sum(values[part] for part in relation.parts)
        if values == before:
            break
    return values


def apply(shift: Shift, found: Witness, *, up: int, down: int) -> None:
    for key, by in shift.moves.items():
        found.high[key] += by * up
        found.low[key] -= by * down


def _added(path: Moves) -> dict[Key, int]:
    moves: dict[Key, int] = {}
    for key, sign in path:
        moves[key] = moves.get(key, 0) + sign
    return {key: by for key, by in moves.items() if by}

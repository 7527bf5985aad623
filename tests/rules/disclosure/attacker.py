"""A reader who works out hidden counts. Knows what is published and nothing of how it was hidden.

Written apart from the module it attacks: the unknowns here are the innermost cells only, and every cell is
the sum of the innermost cells whose path its own path begins.
"""

from collections.abc import Mapping
from itertools import product
from typing import Any

import numpy as np
from scipy.optimize import linprog
from scipy.sparse import block_diag, csr_matrix

# Stands for "without bound": higher than any count in the tests.
NO_BOUND = 5_000

Published = Mapping[Any, int | None]
Extremes = dict[Any, tuple[float, float]]


def covers(cell: tuple, innermost: tuple) -> bool:
    """Whether a cell's count holds that of an innermost cell; a path, or a pair of a row's and a column's."""
    if innermost and isinstance(innermost[0], tuple):
        return all(part[: len(upper)] == upper for upper, part in zip(cell, innermost, strict=True))
    return innermost[: len(cell)] == cell


def by_linear_programming(published: Published, innermost: list[tuple], *, least: int) -> Extremes:
    """Lowest and highest value of every hidden cell, all of them in one linear programme of many blocks."""
    hidden = [cell for cell, value in published.items() if value is None]
    if not hidden:
        return {}
    seen = [cell for cell, value in published.items() if value is not None]
    equal = _incidence(seen, innermost)
    above = -_incidence(hidden, innermost)
    blocks = 2 * len(hidden)
    aims = [sign * row for row in -above for sign in (1, -1)]
    answer = linprog(
        np.concatenate(aims),
        A_ub=block_diag([csr_matrix(above)] * blocks),
        b_ub=np.full(len(hidden) * blocks, -least),
        A_eq=block_diag([csr_matrix(equal)] * blocks) if seen else None,
        b_eq=np.tile([published[cell] for cell in seen], blocks) if seen else None,
        bounds=(0, NO_BOUND),
        method="highs",
    )
    assert answer.success, answer.message
    values = [aim @ part for aim, part in zip(aims, np.split(answer.x, blocks), strict=True)]
    return {cell: (values[2 * i], -values[2 * i + 1]) for i, cell in enumerate(hidden)}


def by_trying_everything(published: Published, innermost: list[tuple], *, least: int, most: int) -> Extremes:
    """The same by whole numbers: tries each way to fill the hidden innermost cells with up to `most`."""
    unknown = [cell for cell in innermost if published[cell] is None]
    tries = np.array(list(product(range(most + 1), repeat=len(unknown))), dtype=np.int32)
    possible = np.ones(len(tries), dtype=bool)
    value_of = {}
    for cell, value in published.items():
        known = sum(published[each] or 0 for each in innermost if covers(cell, each))
        value_of[cell] = known + tries @ np.array([covers(cell, each) for each in unknown], dtype=np.int32)
        possible &= value_of[cell] >= least if value is None else value_of[cell] == value
    assert possible.any(), "what is published cannot be true"
    return {
        cell: (int(value_of[cell][possible].min()), int(value_of[cell][possible].max()))
        for cell, value in published.items()
        if value is None
    }


def too_close(extremes: Extremes, apart: int = 3) -> dict[Any, tuple[float, float]]:
    """The cells that the attacker knows too well."""
    return {cell: (low, high) for cell, (low, high) in extremes.items() if high - low < apart - 1e-6}


def _incidence(cells: list[tuple], innermost: list[tuple]) -> np.ndarray:
    return np.array([[float(covers(cell, each)) for each in innermost] for cell in cells])

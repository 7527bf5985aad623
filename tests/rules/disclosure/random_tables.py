"""Tables of every shape that reports have, with many small counts; the same ones each time."""

import random

Counts = dict[tuple, int]

# The highest count: low ones make tables that are nearly all hidden, high ones leave one cell to hide.
HIGHEST = (3, 6, 12, 30, 80)


def nested(dice: random.Random, levels: int) -> Counts:
    paths: list[tuple[str, ...]] = [()]
    for level in range(levels):
        paths = [(*path, f"{level}{n}") for path in paths for n in range(dice.choice((1, 1, 2, 3, 4)))]
    return _filled(dice, paths)


def rows_by_columns(dice: random.Random, *, nested_rows: bool, nested_columns: bool = False) -> Counts:
    rows = _lines(dice, "r", nested_rows, most=5)
    columns = _lines(dice, "c", nested_columns, most=4)
    return _filled(dice, [(row, column) for row in rows for column in columns])


def _lines(dice: random.Random, name: str, nested_lines: bool, most: int) -> list[tuple[str, ...]]:
    groups = dice.randint(1, 3)
    lines = [(f"{name}{n}",) for n in range(dice.randint(1, most))]
    return [(f"{name}-{n % groups}", *line) for n, line in enumerate(lines)] if nested_lines else lines


def _filled(dice: random.Random, paths: list) -> Counts:
    highest = dice.choice(HIGHEST)
    empty = dice.choice((0, 0.1, 0.4))
    return {path: 0 if dice.random() < empty else dice.randint(0, highest) for path in paths}

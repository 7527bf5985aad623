"""Nobody can work out a hidden count from what is published, in thousands of tables of every shape.

The last tests are the controls: the same attacker must succeed where protection is left incomplete. Seen to
fail for every shape with `LEAST_APART` set to 2 in the module.
"""

import random
from collections.abc import Callable

import pytest

from portal.disclosure import Protection, Table, crosstab, follow, hierarchy, protect
from tests.rules.disclosure.attacker import by_linear_programming, by_trying_everything, too_close
from tests.rules.disclosure.random_tables import Counts, nested, rows_by_columns

Shape = tuple[Callable[[random.Random], Counts], Callable[[Counts], Table]]

SHAPES: dict[str, Shape] = {
    "two levels": (lambda dice: nested(dice, 2), hierarchy),
    "three levels": (lambda dice: nested(dice, 3), hierarchy),
    "rows by columns": (lambda dice: rows_by_columns(dice, nested_rows=False), crosstab),
    "nested rows by columns": (lambda dice: rows_by_columns(dice, nested_rows=True), crosstab),
    "both nested": (lambda dice: rows_by_columns(dice, nested_rows=True, nested_columns=True), crosstab),
}
# In these a linear programme and whole numbers have the same extremes, and the search misses nothing.
NETWORKS = [name for name in SHAPES if name != "both nested"]
THRESHOLDS = (5, 5, 3, 8)


def some(shape: str, tables: int) -> range:
    """Fewer of the shape that takes ten times as long."""
    return range(tables if shape in NETWORKS else tables // 4)


def attack(protection: Protection, counts: Counts, *, least: int | None = None) -> dict:
    if least is None:
        least = 1 if protection.zeros_shown else 0
    return by_linear_programming(protection.published(), list(counts), least=least)


@pytest.mark.parametrize("shape", SHAPES)
def test_every_hidden_count_may_be_one_of_at_least_four(shape: str) -> None:
    make, build = SHAPES[shape]
    dice = random.Random(f"attack {shape}")
    for number in some(shape, 700):
        counts = make(dice)
        threshold = dice.choice(THRESHOLDS)
        protection = protect(build(counts), threshold)
        extremes = attack(protection, counts)
        assert set(extremes) == protection.hidden
        assert not too_close(extremes), (number, threshold, counts)
        for cell, (low, high) in extremes.items():
            assert low <= protection.table.counts[cell] <= high


@pytest.mark.parametrize("shape", SHAPES)
def test_what_shows_is_true_and_only_small_counts_start_it(shape: str) -> None:
    make, build = SHAPES[shape]
    dice = random.Random(f"truth {shape}")
    for _ in some(shape, 300):
        counts = make(dice)
        threshold = dice.choice(THRESHOLDS)
        table = build(counts)
        protection = protect(table, threshold)
        small = {cell for cell, number in table.counts.items() if 0 < number < threshold}
        assert protection.primary == small
        assert bool(protection.hidden) == bool(small)
        for cell, value in protection.published().items():
            assert value in (None, table.counts[cell])
        for total in table.grand_totals:
            assert (total in protection.hidden) == (
                total in small or (not protection.zeros_shown and table.counts[total] == 0)
            )


@pytest.mark.parametrize("shape", SHAPES)
def test_trying_all_whole_numbers_finds_no_more_than_the_linear_programme(shape: str) -> None:
    make, build = SHAPES[shape]
    dice = random.Random(f"whole numbers {shape}")
    tried = 0
    while tried < len(some(shape, 60)):
        counts = make(dice)
        protection = protect(build(counts), 5)
        unknown = protection.hidden & counts.keys()
        whole = sum(counts.values())
        if not unknown or len(unknown) > 5 or not 5 <= whole <= 25 or whole ** len(unknown) > 400_000:
            continue
        least = 1 if protection.zeros_shown else 0
        extremes = by_trying_everything(protection.published(), list(counts), least=least, most=whole)
        assert set(extremes) == protection.hidden
        assert not too_close(extremes), counts
        tried += 1


@pytest.mark.parametrize("shape", SHAPES)
def test_the_order_in_which_a_table_is_written_changes_nothing(shape: str) -> None:
    make, build = SHAPES[shape]
    dice = random.Random(f"order {shape}")
    for _ in some(shape, 100):
        counts = make(dice)
        mixed = dict(dice.sample(list(counts.items()), len(counts)))
        assert protect(build(counts)).hidden == protect(build(mixed)).hidden


@pytest.mark.parametrize("shape", SHAPES)
def test_what_follows_from_hidden_people_cannot_be_worked_out_either(shape: str) -> None:
    make, build = SHAPES[shape]
    dice = random.Random(f"follow {shape}")
    for _ in some(shape, 200):
        people = make(dice)
        hidden = protect(build(people)).hidden
        attendances = {cell: number * dice.randint(1, 9) for cell, number in people.items()}
        following = follow(build(attendances), hidden)
        assert hidden <= following.hidden
        least = 1 if following.zeros_shown and all(following.table.counts[cell] for cell in hidden) else 0
        assert not too_close(attack(following, attendances, least=least)), people


@pytest.mark.parametrize("shape", SHAPES)
def test_control_hiding_small_counts_alone_gives_them_away(shape: str) -> None:
    make, build = SHAPES[shape]
    dice = random.Random(f"control {shape}")
    given_away = needing_more = 0
    for _ in some(shape, 150):
        counts = make(dice)
        protection = protect(build(counts))
        if protection.secondary and protection.zeros_shown:
            small_only = Protection(protection.table, protection.primary, secondary=frozenset())
            needing_more += 1
            given_away += bool(too_close(attack(small_only, counts)))
    assert given_away == needing_more > 5


@pytest.mark.parametrize("shape", NETWORKS)
def test_control_each_further_cell_is_needed(shape: str) -> None:
    make, build = SHAPES[shape]
    dice = random.Random(f"needed {shape}")
    shown_again = 0
    for _ in some(shape, 80):
        counts = make(dice)
        protection = protect(build(counts))
        for cell in protection.secondary if protection.zeros_shown else ():
            one_less = Protection(protection.table, protection.primary, protection.secondary - {cell})
            assert too_close(attack(one_less, counts)), (cell, counts)
            shown_again += 1
    assert shown_again > 20

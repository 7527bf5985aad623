"""Parts always sum to the whole, nobody pays below zero, and order does not matter."""

import itertools
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from partners.rules.money import (
    at_rate,
    converted,
    divide,
    part_of,
    rounded,
    share_of,
)

ORE = st.integers(min_value=0, max_value=10**13)


@st.composite
def shares(draw) -> dict[str, Fraction]:
    """Of two to seven payers, a whole together, in hundredths of a per cent."""
    cuts = draw(st.lists(st.integers(0, 10_000), min_size=1, max_size=6).map(sorted))
    edges = [0, *cuts, 10_000]
    parts = [Fraction(after - before, 10_000) for before, after in itertools.pairwise(edges)]
    return {f"payer {number}": part for number, part in enumerate(parts)}


@given(ORE, shares(), st.data())
def test_the_parts_are_the_whole_and_none_is_below_zero(amount, parts, data):
    rest_to = data.draw(st.sampled_from(sorted(parts)))
    divided = divide(amount, parts, rest_to=rest_to)
    assert sum(divided.values()) == amount
    assert all(part >= 0 for part in divided.values())


@given(ORE, shares(), st.data())
def test_only_the_stated_payer_pays_more_than_the_share_and_by_less_than_an_ore_of_each(amount, parts, data):
    rest_to = data.draw(st.sampled_from(sorted(parts)))
    divided = divide(amount, parts, rest_to=rest_to)
    for payer, part in divided.items():
        beyond = part - amount * parts[payer]
        assert (0 <= beyond < len(parts)) if payer == rest_to else (-1 < beyond <= 0)


@given(ORE, shares(), st.data())
def test_the_order_of_the_payers_changes_nothing(amount, parts, data):
    rest_to = data.draw(st.sampled_from(sorted(parts)))
    other = dict(data.draw(st.permutations(list(parts.items()))))
    assert divide(amount, parts, rest_to=rest_to) == divide(amount, other, rest_to=rest_to)


def test_a_third_of_a_krone_goes_to_whoever_takes_the_rest():
    third = Fraction(1, 3)
    assert divide(100, dict.fromkeys(("a", "b", "c"), third), rest_to="b") == {"a": 33, "b": 34, "c": 33}


@pytest.mark.parametrize(
    ("amount", "parts", "rest_to"),
    [
        (-1, {"a": Fraction(1)}, "a"),
        (1, {"a": Decimal("1.5"), "b": Decimal("-0.5")}, "a"),
        (1, {"a": Decimal("0.5"), "b": Decimal("0.4")}, "a"),
        (1, {"a": Fraction(1)}, "b"),
        (0, {}, "a"),
    ],
)
def test_what_is_no_division_is_refused(amount, parts, rest_to):
    with pytest.raises(ValueError):
        divide(amount, parts, rest_to=rest_to)


@given(st.fractions())
def test_rounding_is_to_the_nearest_ore_and_the_same_on_both_sides_of_zero(amount):
    assert abs(rounded(amount) - amount) <= Fraction(1, 2)
    assert rounded(-amount) == -rounded(amount)


def test_half_an_ore_is_rounded_away_from_zero():
    assert (rounded(Fraction(1, 2)), rounded(Fraction(-1, 2)), rounded(Fraction(49, 100))) == (1, -1, 0)


@given(st.integers(-100_000, 100_000), st.integers(1, 10**7))
def test_hours_in_kind_that_are_taken_back_are_worth_what_they_were(minutes, rate):
    assert at_rate(-minutes, rate) == -at_rate(minutes, rate)
    assert at_rate(60, rate) == rate


def test_sixty_per_cent_of_the_budget_is_the_grant_of_the_region():
    assert part_of(75_000_000, Decimal("0.60")) == 45_000_000
    assert share_of(45_000_000, 75_000_000) == Fraction(3, 5)
    assert share_of(1, 0) is None


def test_a_rate_of_exchange_is_given_and_above_zero():
    assert converted(10_000, Decimal("1.5432")) == 15_432
    with pytest.raises(ValueError):
        converted(1, Decimal(0))

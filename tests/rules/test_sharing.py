"""Parts of what several pay are the whole, none is below zero, and neither order nor time changes the sum."""

import datetime
import itertools
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from participants.rules.sharing import (
    Promise,
    SharesWrong,
    lowest,
    parts,
    period_before,
    period_of,
    relieved,
    rest_taker,
    still_due,
)

ORE = st.integers(0, 10**10)
DAYS = st.dates(datetime.date(2000, 1, 1), datetime.date(2100, 12, 31))


@st.composite
def promises(draw) -> dict[str, Promise]:
    """Of one to five payers in per cent, and up to three who promise an amount."""
    cuts = draw(st.lists(st.integers(0, 10_000), max_size=4).map(sorted))
    shares = [Decimal(after - before) / 10_000 for before, after in itertools.pairwise([0, *cuts, 10_000])]
    rest = draw(st.integers(0, len(shares) - 1))
    found = {f"share {n}": Promise(share=share, takes_rest=n == rest) for n, share in enumerate(shares)}
    amounts = draw(st.lists(st.integers(1, 10**9), max_size=3))
    return found | {f"promise {n}": Promise(amount=amount) for n, amount in enumerate(amounts)}


@given(ORE, promises())
def test_the_parts_are_the_whole_and_nobody_pays_below_zero(amount, promised):
    found = parts(amount, promised)
    assert sum(found.values()) == amount
    assert all(part >= 0 for part in found.values())
    assert found.keys() == promised.keys()


@given(ORE, promises(), st.data())
def test_the_order_of_the_payers_changes_nothing(amount, promised, data):
    other = dict(data.draw(st.permutations(list(promised.items()))))
    assert parts(amount, promised) == parts(amount, other)


@given(ORE, promises())
def test_whoever_promised_an_amount_never_pays_more(amount, promised):
    found = parts(amount, promised)
    assert all(found[payer] <= one.amount for payer, one in promised.items() if one.share is None)


@given(ORE, promises())
def test_a_free_place_moves_the_familys_part_to_the_school_and_changes_nobody_elses(amount, promised):
    found = parts(amount, promised)
    family = next(iter(found))
    free = relieved(found, family=family, school="the school")
    assert sum(free.values()) == amount
    assert family not in free
    assert all(free[payer] == part for payer, part in found.items() if payer != family)


KEYS = st.dictionaries(st.integers(0, 5), st.integers(0, 10**9))


@given(KEYS, st.lists(KEYS, max_size=4))
def test_settled_again_and_again_the_lines_are_what_is_owed_at_last(owed, earlier):
    """Whatever was thought to be owed at each settlement before."""
    settled: dict[int, int] = {}
    for then in [*earlier, owed]:
        for key, amount in still_due(then, settled).items():
            settled[key] = settled.get(key, 0) + amount
    assert {key: amount for key, amount in settled.items() if amount} == {
        key: amount for key, amount in owed.items() if amount
    }
    assert not still_due(owed, settled)


@given(st.lists(st.tuples(DAYS, st.integers(-(10**9), 10**9)), min_size=1))
def test_the_lowest_is_what_stands_on_some_day_in_whatever_order_it_was_noted(noted):
    standing = [sum(amount for then, amount in noted if then <= day) for day, _amount in noted]
    assert lowest(noted) == lowest(reversed(noted)) == min(standing)


def test_kongsbergs_half_three_tenths_and_a_fifth():
    """A violin of 9 999,99 kr; the øre that do not divide are the culture school's."""
    promised = {
        "NAV": Promise(share=Decimal("0.50")),
        "integration": Promise(share=Decimal("0.30")),
        "school": Promise(share=Decimal("0.20"), takes_rest=True),
    }
    assert parts(999_999, promised) == {"NAV": 499_999, "integration": 299_999, "school": 200_001}
    with_hours = promised | {"library": Promise(amount=100_000)}
    assert parts(999_999, with_hours)["NAV"] == 449_999


def test_more_promised_than_it_costs_is_given_in_proportion():
    promised = {
        "a": Promise(amount=200),
        "b": Promise(amount=100),
        "school": Promise(share=Decimal(1), takes_rest=True),
    }
    assert parts(100, promised) == {"a": 66, "b": 33, "school": 1}


@pytest.mark.parametrize(
    "promised",
    [
        {},
        {"a": Promise(amount=100)},
        {"a": Promise(share=Decimal("0.9"), takes_rest=True)},
        {"a": Promise(share=Decimal(1))},
        {"a": Promise(share=Decimal("0.5"), takes_rest=True), "b": Promise(share=Decimal("0.6"))},
        {"a": Promise(share=Decimal(1)), "b": Promise(amount=1, takes_rest=True)},
    ],
)
def test_what_is_no_whole_cannot_be_divided_by(promised):
    with pytest.raises(SharesWrong):
        rest_taker(promised)


@given(DAYS, st.sampled_from([1, 3, 6]))
def test_a_day_lies_in_its_period_and_the_one_before_ends_where_it_begins(day, months):
    period = period_of(day, months)
    assert period.first <= day <= period.last
    assert period_of(period.last, months) == period
    assert period_before(period, months).last == period.first - datetime.timedelta(days=1)


def test_quarters_are_those_of_the_calendar():
    day = datetime.date(2026, 8, 20)
    assert period_of(day, 3) == (datetime.date(2026, 7, 1), datetime.date(2026, 9, 30))
    with pytest.raises(ValueError):
        period_of(day, 5)

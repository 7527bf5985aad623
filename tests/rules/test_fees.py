"""A fee is the ordinary one so many times, less for siblings, plus trips; one of a family pays in full."""

import datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from participants.rules.fees import families, fee, reduced, term_after, term_before, term_of

DAYS = st.dates(datetime.date(2000, 1, 1), datetime.date(2100, 12, 31))
CHILDREN = st.dictionaries(st.integers(0, 9), st.sets(st.integers(0, 9), max_size=3))


def test_the_two_levels_of_fordypning():
    """Kongsberg: 1.5 times the ordinary fee; 2 times, and the trips beside it."""
    ordinary, nothing = 208_000, Decimal(0)
    assert fee(ordinary=ordinary, factor=Decimal("1.5"), reduction=nothing, trips=0) == 312_000
    assert fee(ordinary=ordinary, factor=Decimal(2), reduction=nothing, trips=120_000) == 536_000


@given(
    st.integers(0, 10**7),
    st.decimals(0, 9, places=2),
    st.decimals(0, 1, places=4),
    st.integers(0, 10**7),
)
def test_a_sibling_never_pays_more_nor_less_than_the_trips(ordinary, factor, reduction, trips):
    whole = fee(ordinary=ordinary, factor=factor, reduction=Decimal(0), trips=trips)
    assert trips <= fee(ordinary=ordinary, factor=factor, reduction=reduction, trips=trips) <= whole
    assert fee(ordinary=ordinary, factor=factor, reduction=Decimal(1), trips=trips) == trips


@pytest.mark.parametrize(
    "wrong",
    [
        {"ordinary": -1},
        {"factor": Decimal(-1)},
        {"reduction": Decimal("1.1")},
        {"trips": -1},
        {"less": -1},
        {"less": 2},
    ],
)
def test_what_no_fee_can_be_is_refused(wrong):
    right = {"ordinary": 1, "factor": Decimal(1), "reduction": Decimal(0), "trips": 0}
    with pytest.raises(ValueError):
        fee(**(right | wrong))


@given(CHILDREN, st.data())
def test_each_child_is_of_one_family_whoever_is_looked_at_first(contacts, data):
    found = families(contacts)
    assert sorted(child for family in found for child in family) == sorted(contacts)
    other = dict(data.draw(st.permutations(list(contacts.items()))))
    assert set(families(other)) == set(found)


@given(CHILDREN)
def test_no_contact_is_of_two_families(contacts):
    of_families = [set().union(*(contacts[child] for child in family)) for family in families(contacts)]
    assert sum(map(len, of_families)) == len(set().union(*of_families)) if of_families else True


@given(st.dictionaries(st.integers(0, 9), st.integers(0, 10**6), min_size=1), st.data())
def test_one_child_of_a_family_pays_in_full_and_it_is_the_dearest(costs, data):
    less = reduced(data.draw(st.permutations(list(costs))), costs)
    (full,) = set(costs) - less
    assert costs[full] == max(costs.values())


def test_who_pays_in_full_already_goes_on_doing_so():
    assert reduced({1, 2}, {2: 500}, paying_in_full={1}) == {2}
    assert reduced({1, 2}, {1: 100, 2: 100}) == {2}


@given(DAYS)
def test_terms_follow_one_another(day):
    term = term_of(day)
    assert term.first <= day <= term.last
    assert term_after(term_before(term)) == term
    assert term_before(term).last == term.first - datetime.timedelta(days=1)
    assert term_before(term).is_autumn != term.is_autumn

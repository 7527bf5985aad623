"""What is used, committed and left of a grant is always the whole, whatever the order of the lines."""

from decimal import Decimal
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from programmes.rules.run_money import Cell, Who
from reports.rules.grants import money_of, reached_share

GRANT, KRONER = 7, 100
ORE = st.integers(0, 10**12)
WHO = st.sampled_from([Who("grant", GRANT), Who("grant", 8), Who("school"), Who("undivided")])
CELLS = st.lists(
    st.builds(
        Cell,
        WHO,
        st.sampled_from(["pay", "food"]),
        planned=ORE,
        expected=ORE,
        used=st.integers(-(10**9), 10**12),
    ),
    max_size=5,
)
LIMITS = st.none() | st.decimals(Decimal("0.0001"), Decimal("0.9999"), places=4)


def of(cells, ceiling=None, own=None, amount=450_000 * KRONER):
    return money_of(GRANT, amount, cells, ceiling=ceiling, own=own)


@given(CELLS, ORE, LIMITS, LIMITS, st.randoms(use_true_random=False))
def test_used_committed_and_left_are_the_whole_in_any_order(cells, amount, ceiling, own, random):
    found = of(cells, ceiling, own, amount)
    assert found.use.used + found.use.committed + found.use.left == amount
    assert found.use.committed >= 0
    mixed = list(cells)
    random.shuffle(mixed)
    assert of(mixed, ceiling, own, amount) == found


@given(CELLS, ORE)
def test_the_bar_is_as_long_as_its_parts(cells, amount):
    parts = of(cells, amount=amount).use.parts()
    assert all(part["share"] >= 0 for part in parts)
    assert abs(sum(part["share"] for part in parts) - 100) < 1e-6


@given(CELLS, LIMITS.filter(bool))
def test_the_ceiling_is_broken_exactly_where_the_share_is_above_it(cells, ceiling):
    limit = of(cells, ceiling).ceiling
    share = limit.shares.at_end
    assert (limit.off_at_end > 0) == (share is not None and share > Fraction(ceiling))


def test_450_000_of_750_000_is_60_per_cent_as_it_stands_80_and_in_the_end_60():
    cells = [
        Cell(Who("grant", GRANT), "pay", 450_000 * KRONER, 450_000 * KRONER, 200_000 * KRONER),
        Cell(Who("school"), "pay", 300_000 * KRONER, 300_000 * KRONER, 50_000 * KRONER),
    ]
    found = of(cells, Decimal("0.6"), Decimal("0.4"))
    shares = found.ceiling.shares
    assert (shares.planned, shares.now, shares.at_end) == (Fraction(3, 5), Fraction(4, 5), Fraction(3, 5))
    assert (found.ceiling.off_now, found.ceiling.off_at_end) == (50_000 * KRONER, 0)
    assert (found.own_share.off_now, found.own_share.off_at_end) == (50_000 * KRONER, 0)
    assert (found.use.used, found.use.committed, found.use.left) == (20_000_000, 25_000_000, 0)
    assert (found.allowed_at_end, found.ceiling_at) == (45_000_000, 100.0)


def test_a_ceiling_above_all_that_was_granted_lies_beyond_the_bar_and_nothing_planned_has_none():
    cells = [Cell(Who("grant", GRANT), "pay", 1, 1), Cell(Who("school"), "pay", 10**9, 10**9)]
    assert of(cells, Decimal(1)).ceiling_at > 100
    assert of([], Decimal(1)).ceiling_at is None
    assert of([], Decimal(1), amount=0).use.parts()[-1] == {"kind": "left", "share": 100.0}


def test_more_than_was_granted_leaves_less_than_nothing_and_fills_the_bar():
    found = of([Cell(Who("grant", GRANT), "pay", used=500_000 * KRONER)])
    assert found.use.left == -50_000 * KRONER
    assert [part["share"] for part in found.use.parts()] == [100.0, 0.0, 0.0]


def test_what_is_reached_is_never_more_than_all():
    assert [reached_share(one, 10) for one in (None, 0, 5, 10, 30)] == [0, 0, Fraction(1, 2), 1, 1]

"""The money of a run: sums add up in any order, shares and ceilings as they stand and as they will end."""

import datetime
from decimal import Decimal
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from programmes.rules.costs import Against, Cost, GrantTerms, against
from programmes.rules.run_money import (
    AGENCY,
    FAMILIES,
    GRANT,
    SCHOOL,
    Cell,
    Finding,
    Rule,
    Terms,
    Who,
    by_payer,
    findings,
    own_contribution,
    shares,
    summed,
)

REGION, ITS_SCHOOL = Who(GRANT, grant=1), Who(SCHOOL)
BUDGET = [
    Cell(REGION, "pay", planned=45_000_000, expected=45_000_000),
    Cell(ITS_SCHOOL, "pay", planned=30_000_000, expected=30_000_000),
]
SIXTY = {1: Terms(amount=45_000_000, spent=0, ceiling=Decimal("0.60"))}
ORE = st.integers(0, 10**11)
PAYERS = st.sampled_from([REGION, Who(GRANT, grant=2), ITS_SCHOOL, Who(AGENCY, agency=1), Who(FAMILIES)])
CELLS = st.lists(
    st.builds(Cell, PAYERS, st.sampled_from(["pay", "room"]), ORE, ORE, st.integers(-(10**11), 10**11), ORE),
    max_size=8,
)


@given(CELLS)
def test_the_payers_add_up_to_the_whole(cells):
    payers = by_payer(cells)
    whole = summed(cells)
    for name in ("planned", "used", "in_kind", "forecast", "left"):
        assert sum(getattr(one.sum, name) for one in payers) == getattr(whole, name)
    assert all(cell.forecast >= cell.used and cell.forecast >= cell.expected for cell in cells)
    for name in ("planned", "now", "at_end"):
        parts = [getattr(one.shares, name) for one in payers]
        assert None in parts or not parts or sum(parts) == 1


@given(CELLS, st.data())
def test_the_order_of_the_lines_changes_nothing(cells, data):
    other = data.draw(st.permutations(cells))
    terms = {1: Terms(10**10, 5, ceiling=Decimal("0.5"), own=Decimal("0.2"), least=100)}
    assert summed(cells) == summed(other)
    assert by_payer(cells) == by_payer(other)
    assert sorted(map(repr, findings(cells, terms))) == sorted(map(repr, findings(other, terms)))


def test_sixty_per_cent_of_the_budget_is_within_a_ceiling_of_sixty_per_cent():
    assert by_payer(BUDGET)[0].shares.planned == Fraction(3, 5)
    assert not findings(BUDGET, SIXTY)


def test_less_used_by_the_others_breaks_the_ceiling_at_the_end_before_it_does_now():
    cells = [BUDGET[0], Cell(ITS_SCHOOL, "pay", planned=30_000_000, expected=25_000_000)]
    assert findings(cells, SIXTY) == [
        Finding(Rule.CEILING, REGION, "", Fraction(45, 70), Decimal("0.60"), by=3_000_000, at_end=True)
    ]


def test_a_ceiling_that_is_broken_now_and_at_the_end_says_so():
    cells = [
        Cell(REGION, "pay", planned=45_000_000, expected=45_000_000, used=30_000_000),
        Cell(ITS_SCHOOL, "pay", planned=30_000_000, expected=25_000_000, used=10_000_000),
    ]
    (finding,) = findings(cells, SIXTY)
    assert (finding.rule, finding.at_end) == (Rule.CEILING, False)


def test_a_share_that_is_high_now_and_right_at_the_end_is_no_finding():
    cells = [
        Cell(REGION, "pay", planned=45_000_000, expected=45_000_000, used=20_000_000),
        Cell(ITS_SCHOOL, "pay", planned=30_000_000, expected=30_000_000, used=0),
    ]
    assert by_payer(cells)[0].shares.now == 1
    assert not findings(cells, SIXTY)


def test_own_contribution_is_the_schools_the_partners_and_the_families_in_money_and_in_kind():
    cells = [
        Cell(REGION, "pay", planned=50, expected=50),
        Cell(ITS_SCHOOL, "pay", planned=20, expected=20),
        Cell(Who(AGENCY, agency=3), "room", planned=10, expected=10, used=10, in_kind=10),
        Cell(Who(FAMILIES), "pay", planned=10, expected=10),
        Cell(Who("undivided"), "other", planned=10, expected=10),
    ]
    assert own_contribution(cells).planned == Fraction(2, 5)
    assert not findings(cells, {1: Terms(50, 0, own=Decimal("0.40"))})
    (finding,) = findings(cells, {1: Terms(50, 0, own=Decimal("0.41"))})
    assert finding.rule == Rule.OWN_CONTRIBUTION


def test_spending_past_a_line_past_the_grant_below_the_least_and_unawarded_are_each_named():
    cells = [Cell(REGION, "travel", planned=100, expected=100, used=150)]
    terms = {1: Terms(amount=120, spent=150, awarded=False, least=500)}
    assert {one.rule for one in findings(cells, terms)} == {
        *(Rule.LINE_PASSED, Rule.GRANT_PASSED, Rule.LEAST_AMOUNT, Rule.NOT_AWARDED)
    }


@given(ORE, ORE, st.decimals("0.01", "0.99", places=4))
def test_a_share_is_right_once_it_is_changed_by_as_much_as_is_said(grants, own, limit):
    def found(moved: int) -> list[Finding]:
        cells = [
            Cell(REGION, "pay", planned=grants, expected=max(grants - moved, 0)),
            Cell(ITS_SCHOOL, "pay", planned=own, expected=own + moved),
        ]
        rules = {1: Terms(10**12, 0, ceiling=limit, own=1 - limit)}
        return [one for one in findings(cells, rules) if one.rule in (Rule.CEILING, Rule.OWN_CONTRIBUTION)]

    broken = found(0)
    assert len({one.by for one in broken}) <= 1
    assert not found(max((one.by for one in broken), default=0) + 1)


def test_a_grant_of_another_time_or_for_another_purpose_is_named_before_a_cost_is_refused():
    cells = [Cell(REGION, "food", planned=100, expected=100), Cell(REGION, "pay", planned=50, expected=60)]
    terms = {1: Terms(amount=200, spent=0, in_period=False, categories=("pay",))}
    assert findings(cells, terms) == [
        Finding(Rule.PERIOD, REGION),
        Finding(Rule.PURPOSE, REGION, "food", 100),
    ]


def test_nothing_planned_and_nothing_used_is_a_share_of_nothing():
    nothing = summed([])
    assert shares(nothing, nothing).planned is None
    assert not findings([], SIXTY)


DAY = datetime.date(2025, 5, 1)
YEAR = (datetime.date(2025, 1, 1), datetime.date(2025, 12, 31))
TERMS = GrantTerms(*YEAR, is_awarded=True, categories=["pay"])


def refusal(cost: Cost, *, terms=TERMS, closed=None, claimed=()) -> Against | None:
    return against(cost, closed_through=closed, terms=terms, claimed_by=claimed)


def test_a_cost_of_a_grant_is_within_its_period_its_purpose_and_claimed_once():
    cost = Cost(DAY, 100, "B1", "pay", grant=1)
    assert refusal(cost) is None
    assert refusal(cost, claimed=[1]) is None
    assert refusal(cost, claimed=[2]) == Against.TWO_FUNDERS
    assert refusal(Cost(datetime.date(2026, 1, 1), 100, "B1", "pay", 1)) == Against.GRANT_PERIOD
    assert refusal(Cost(DAY, 100, "B1", "food", 1)) == Against.GRANT_PURPOSE
    assert refusal(cost, closed=DAY) == Against.CLOSED_PERIOD
    assert refusal(cost, closed=DAY - datetime.timedelta(1)) is None
    foreign = GrantTerms(*YEAR, is_awarded=True, currency="NOK")
    assert refusal(Cost(DAY, 100, "B1", "pay", 1, "DKK"), terms=foreign) == Against.OTHER_CURRENCY
    assert refusal(Cost(DAY, 100, "B1", "pay", 1), terms=foreign) is None
    not_awarded = GrantTerms(*YEAR, is_awarded=False)
    assert refusal(cost, terms=not_awarded) == Against.GRANT_NOT_AWARDED


def test_what_no_grant_pays_is_refused_in_a_closed_period_alone():
    cost = Cost(datetime.date(2031, 1, 1), 100, "", "food")
    assert refusal(cost, terms=None) is None
    assert refusal(cost, terms=None, closed=cost.on) == Against.CLOSED_PERIOD
    assert cost.identity is None

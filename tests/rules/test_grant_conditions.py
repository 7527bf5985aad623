"""Which papers an amount asks for, and how far a share may go."""

import datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from partners.rules.conditions import (
    Asked,
    above_ceiling,
    ages_outside,
    asked_for,
    below_own,
    lasts_too_long,
    least_budget,
    missing,
)

ORE = st.integers(0, 10**13)
SHARES = st.decimals(Decimal("0.0001"), Decimal(1), places=4)
KRONER = 100
BY_SIZE = (
    Asked("receipts", "report", 0, 50_000 * KRONER),
    Asked("accounts_two_signatures", "report", 50_000 * KRONER, 500_000 * KRONER),
    Asked("auditor_statement", "report", 500_000 * KRONER),
    Asked("partner_declaration", "application"),
)
COMPARABLE = Asked("accounts", "report", note="comparable with the budget")


@pytest.mark.parametrize(
    ("kroner", "kind"),
    [
        (1, "receipts"),
        (50_000, "receipts"),
        (50_001, "accounts_two_signatures"),
        (500_000, "accounts_two_signatures"),
        (500_001, "auditor_statement"),
    ],
)
def test_each_amount_of_the_foundation_asks_for_its_own_paper(kroner, kind):
    assert [one.kind for one in asked_for(BY_SIZE, kroner * KRONER, stage="report")] == [kind]


@given(ORE.filter(bool))
def test_spans_that_meet_ask_for_exactly_one(amount):
    assert len(asked_for(BY_SIZE, amount, stage="report")) == 1


def test_comparable_accounts_are_asked_for_where_no_other_paper_shows_the_accounts():
    declaration = BY_SIZE[-1:]
    assert asked_for(declaration, 1, stage="report", comparable=COMPARABLE) == [COMPARABLE]
    assert COMPARABLE not in asked_for(BY_SIZE, 60_000 * KRONER, stage="report", comparable=COMPARABLE)


def test_what_is_there_is_not_missing():
    asked = asked_for(BY_SIZE, 60_000 * KRONER, stage="report") + [COMPARABLE]
    assert missing(asked, {"accounts"}) == asked[:1]


def test_450_000_at_60_per_cent_needs_a_budget_of_750_000():
    sixty = Decimal("0.6000")
    assert least_budget(450_000 * KRONER, sixty) == 750_000 * KRONER
    assert above_ceiling(450_000 * KRONER, 750_000 * KRONER, sixty) == 0
    assert above_ceiling(450_000 * KRONER, 750_000 * KRONER - 1, sixty) == 1


@given(ORE, SHARES)
def test_the_least_budget_keeps_the_ceiling_and_an_ore_less_does_not(amount, ceiling):
    whole = least_budget(amount, ceiling)
    assert above_ceiling(amount, whole, ceiling) == 0
    assert not amount or above_ceiling(amount, whole - 1, ceiling) > 0


@given(ORE, ORE, SHARES)
def test_what_is_above_the_ceiling_taken_away_just_keeps_it(part, whole, ceiling):
    over = above_ceiling(part, whole, ceiling)
    assert 0 <= over <= part
    assert above_ceiling(part - over, whole, ceiling) == 0


@given(ORE, ORE, SHARES)
def test_what_is_lacking_of_the_own_added_just_suffices(own, whole, least):
    lacking = below_own(own, whole, least)
    assert lacking >= 0 and below_own(own + lacking, whole, least) == 0
    assert not lacking or below_own(own + lacking - 1, whole, least) == 1


def test_no_condition_asks_nothing():
    assert (above_ceiling(5, 1, None), below_own(0, 9, None), least_budget(9, None)) == (0, 0, None)


def test_three_years_are_three_calendar_years_or_as_long():
    first = datetime.date(2025, 7, 1)
    assert not lasts_too_long(first, datetime.date(2027, 12, 31), 3, by_year=True)
    assert lasts_too_long(first, datetime.date(2028, 1, 1), 3, by_year=True)
    assert not lasts_too_long(first, datetime.date(2028, 6, 30), 3, by_year=False)
    assert lasts_too_long(first, datetime.date(2028, 7, 1), 3, by_year=False)
    assert lasts_too_long(datetime.date(2024, 2, 29), datetime.date(2025, 3, 1), 1, by_year=False)
    assert not lasts_too_long(first, datetime.date(2050, 1, 1), None, by_year=True)


def test_an_age_limit_is_broken_by_whoever_may_be_older_or_has_no_limit():
    assert not ages_outside((6, 24), (None, 24))
    assert ages_outside((6, 25), (None, 24))
    assert ages_outside((6, None), (None, 24))
    assert ages_outside((None, 24), (10, 24))
    assert not ages_outside((0, None), (0, None))

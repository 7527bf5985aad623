"""How agreements and commitments stand: by the day, by what was given, and for when they are renewed."""

import datetime
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from partners.rules.agreements import Kept, Period, Standing, next_period, remind_on, standing_of

DAYS = st.dates(datetime.date(2000, 1, 1), datetime.date(2080, 1, 1))
A_YEAR = Period(datetime.date(2026, 1, 1), datetime.date(2026, 12, 31))


@st.composite
def periods(draw) -> Period:
    first = draw(DAYS)
    last = first + datetime.timedelta(days=draw(st.integers(0, 4000)))
    early = draw(st.none() | st.dates(first, last))
    return Period(first, last, early)


def day(text: str) -> datetime.date:
    return datetime.date.fromisoformat(text)


@pytest.mark.parametrize(
    ("today", "signed", "renewed", "early", "standing"),
    [
        ("2026-06-01", False, False, None, Standing.DRAFT),
        ("2025-12-31", True, False, None, Standing.COMING),
        ("2026-01-01", True, False, None, Standing.IN_FORCE),
        ("2026-10-01", True, False, None, Standing.IN_FORCE),
        ("2026-10-02", True, False, None, Standing.TO_RENEW),
        ("2026-10-02", True, True, None, Standing.IN_FORCE),
        ("2026-12-31", True, False, None, Standing.TO_RENEW),
        ("2027-01-01", True, False, None, Standing.ENDED),
        ("2026-06-30", True, False, "2026-06-30", Standing.IN_FORCE),
        ("2026-07-01", True, False, "2026-06-30", Standing.ENDED),
        ("2026-06-01", True, False, "2026-06-30", Standing.IN_FORCE),
    ],
)
def test_the_day_says_how_an_agreement_stands(today, signed, renewed, early, standing):
    period = Period(A_YEAR.starts_on, A_YEAR.ends_on, day(early) if early else None)
    found = standing_of(period, signed=signed, renewed=renewed, remind_days=90, today=day(today))
    assert found is standing


@pytest.mark.parametrize(
    ("first", "last", "next_first", "next_last"),
    [
        ("2026-01-01", "2026-12-31", "2027-01-01", "2027-12-31"),
        ("2023-08-01", "2024-07-31", "2024-08-01", "2025-07-31"),
        ("2024-03-01", "2026-02-28", "2026-03-01", "2028-02-29"),
        ("2026-08-01", "2026-12-31", "2027-01-01", "2027-05-31"),
        ("2026-08-17", "2026-12-18", "2026-12-19", "2027-04-21"),
        ("2026-01-31", "2026-03-30", "2026-03-31", "2026-05-30"),
        ("2026-05-04", "2026-05-04", "2026-05-05", "2026-05-05"),
    ],
)
def test_the_next_period_is_as_long_and_begins_the_day_after(first, last, next_first, next_last):
    assert next_period(Period(day(first), day(last))) == Period(day(next_first), day(next_last))


@given(periods())
def test_a_continuation_leaves_no_gap_and_lasts_about_as_long(period):
    following = next_period(period)
    assert following.starts_on - period.last_day == datetime.timedelta(days=1)
    before, after = ((one.ends_on - one.starts_on).days for one in (period, following))
    # As many whole months may have a short February, a leap day and a last day of the month less.
    assert after >= 0 and abs(after - before) <= 7


@given(periods(), DAYS)
def test_what_is_over_of_a_period_lies_between_nothing_and_all(period, today):
    passed = period.passed(today)
    assert 0 <= passed <= 1
    assert (passed == 1) == (today >= period.last_day)
    assert (passed == 0) == (today < period.starts_on)
    assert remind_on(period, 0) == period.last_day <= period.ends_on


@given(st.integers(1, 10**9), st.integers(0, 10**9), st.integers(-(10**6), 10**9))
def test_what_is_given_and_what_is_left_are_what_was_promised_or_more(promised, logged, by_hand):
    kept = Kept(promised, logged, by_hand)
    assert kept.left >= 0 and kept.share >= 0
    assert kept.given + kept.left == max(promised, kept.given)
    assert kept.is_whole == (kept.left == 0)


def test_twelve_of_twenty_hours_lag_in_the_last_quarter_of_a_year_and_not_in_its_middle():
    kept = Kept(promised=20 * 60, logged=9 * 60, by_hand=3 * 60)
    assert kept.share == Fraction(12, 20)
    assert not kept.lags(Fraction(1, 2)) and not kept.lags(Fraction(7, 10))
    assert kept.lags(Fraction(71, 100))
    assert not Kept(20, 25).lags(Fraction(1))

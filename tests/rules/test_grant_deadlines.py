"""A grant's reports cover its period without a gap, the last one is the final, none is due before its end."""

import datetime
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from partners.rules.deadlines import A_DAY, FINAL, YEARLY, Reporting, due_after, reports

DAYS = st.dates(datetime.date(2000, 1, 1), datetime.date(2060, 12, 31))
PERIODS = st.tuples(DAYS, st.integers(0, 2000)).map(lambda pair: (pair[0], pair[0] + pair[1] * A_DAY))
BY_DATE = st.builds(
    Reporting, by_calendar_year=st.booleans(), month=st.integers(1, 12), day=st.integers(1, 31)
)
BY_DAYS = st.builds(Reporting, by_calendar_year=st.booleans(), days_after=st.integers(0, 400))
BUFDIR = Reporting(by_calendar_year=True, month=1, day=31)


def on(year: int, month: int, day: int) -> datetime.date:
    return datetime.date(year, month, day)


@given(BY_DATE | BY_DAYS, PERIODS)
def test_the_reports_cover_the_period_once_and_end_with_the_final(asked, period):
    found = reports(asked, *period)
    assert found[0].first == period[0] and found[-1].last == period[1]
    assert all(before.last + A_DAY == after.first for before, after in pairwise(found))
    assert [one.kind for one in found] == [YEARLY] * (len(found) - 1) + [FINAL]
    if asked.by_calendar_year:
        assert len(found) == period[1].year - period[0].year + 1
    else:
        assert len(found) == 1


@given(BY_DATE, PERIODS)
def test_a_date_of_the_year_comes_after_the_period_and_within_a_year(asked, period):
    assert all(A_DAY <= one.due_on - one.last <= 366 * A_DAY for one in reports(asked, *period))


@given(BY_DAYS, PERIODS)
def test_days_after_are_counted_from_the_last_day(asked, period):
    assert all(one.due_on - one.last == asked.days_after * A_DAY for one in reports(asked, *period))


def test_three_calendar_years_are_reported_each_31_january():
    due = [one.due_on for one in reports(BUFDIR, on(2025, 1, 1), on(2027, 12, 31))]
    assert due == [on(2026, 1, 31), on(2027, 1, 31), on(2028, 1, 31)]


def test_a_day_that_its_month_lacks_is_its_last():
    last_of_february = Reporting(month=2, day=31)
    assert due_after(last_of_february, on(2027, 12, 31)) == on(2028, 2, 29)
    assert due_after(last_of_february, on(2028, 2, 29)) == on(2029, 2, 28)


def test_conditions_without_a_date_ask_for_no_report():
    assert reports(Reporting(by_calendar_year=True), on(2025, 1, 1), on(2025, 12, 31)) == []

"""Working time as people write it, in quarters of an hour."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from programmes.forms.stepper import as_hours
from programmes.rules.quarters import DAY, NotHours, NotQuarters, TooLong, minutes_of, stepped
from programmes.rules.working_days import WrongDay, check_working_day, week_of

TODAY = datetime.date(2026, 11, 21)


@pytest.mark.parametrize(
    ("written", "minutes"),
    [("0", 0), ("1,5", 90), ("1.25", 75), ("¾", 45), ("1 ½", 90), ("1/4", 15), ("2:30", 150), (" 24 ", DAY)],
)
def test_it_is_read_however_it_is_written(written, minutes):
    assert minutes_of(written) == minutes


@pytest.mark.parametrize(
    ("written", "wrong"),
    [("", NotHours), ("-1", NotHours), ("1e2", NotHours), ("٣", NotHours), ("1,3", NotQuarters)]
    + [("24,25", TooLong), ("999", TooLong), ("1:60", NotHours), ("1/0", NotHours), ("1,,5", NotHours)],
)
def test_anything_else_is_refused(written, wrong):
    with pytest.raises(wrong):
        minutes_of(written)


@given(st.text(max_size=12))
def test_whatever_is_written_is_quarters_of_a_day_or_refused(written):
    try:
        minutes = minutes_of(written)
    except (NotHours, NotQuarters, TooLong):
        return
    assert 0 <= minutes <= DAY and minutes % 15 == 0


@given(st.integers(0, 96))
def test_what_the_page_shows_is_read_as_the_same(number):
    assert minutes_of(as_hours(number * 15)) == number * 15


def test_a_step_goes_to_the_next_quarter_and_stays_within_a_day():
    assert [stepped(0, -1), stepped(0, 1), stepped(20, 1), stepped(20, -1), stepped(DAY, 1)] == [
        0,
        15,
        30,
        15,
        DAY,
    ]


def test_work_is_logged_once_it_is_done_and_not_a_century_ago():
    starts_on = datetime.date(2026, 8, 1)
    check_working_day(TODAY, today=TODAY, starts_on=starts_on)
    check_working_day(datetime.date(2026, 3, 1), today=TODAY, starts_on=starts_on)
    for day, is_ahead in ((datetime.date(2026, 11, 22), True), (datetime.date(2025, 6, 1), False)):
        with pytest.raises(WrongDay) as wrong:
            check_working_day(day, today=TODAY, starts_on=starts_on)
        assert wrong.value.is_ahead is is_ahead


def test_a_week_is_monday_to_sunday():
    assert week_of(TODAY) == (datetime.date(2026, 11, 16), datetime.date(2026, 11, 22))

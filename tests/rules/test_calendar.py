"""Ten years of holidays, summer time and leap days in both countries, counted a second way: day by day."""

import datetime
from zoneinfo import ZoneInfo

import holidays
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from programmes.rules.calendar import (
    Holiday,
    Oddity,
    Rule,
    days_of_rule,
    days_off,
    planned_days,
    public_holidays,
    span,
)

ZONES = {"NO": "Europe/Oslo", "DK": "Europe/Copenhagen"}
FIRST, LAST = datetime.date(2022, 1, 1), datetime.date(2031, 12, 31)
DAY = datetime.timedelta(days=1)
patient = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
"""However busy the machine is."""
days = st.dates(FIRST, LAST)
countries = st.sampled_from(sorted(ZONES))
off_school = st.lists(
    st.builds(lambda first, length: Holiday("Ferie", first, first + length * DAY), days, st.integers(0, 20)),
    max_size=6,
)


@st.composite
def rules(draw):
    first = draw(days)
    return Rule(
        weekdays=tuple(draw(st.sets(st.integers(1, 7), min_size=1))),
        starts_on=first,
        ends_on=first + draw(st.integers(0, 500)) * DAY,
        every_weeks=draw(st.integers(1, 5)),
        skips_holidays=draw(st.booleans()),
    )


def monday_of(day: datetime.date) -> datetime.date:
    return day - day.weekday() * DAY


def every_day(rule: Rule) -> list[datetime.date]:
    return [rule.starts_on + number * DAY for number in range((rule.ends_on - rule.starts_on).days + 1)]


def is_in_rule(rule: Rule, day: datetime.date) -> bool:
    weeks = (monday_of(day) - monday_of(rule.starts_on)).days // 7
    return day.isoweekday() in rule.weekdays and weeks % rule.every_weeks == 0


@patient
@given(rules(), countries, off_school)
def test_a_rule_has_the_days_that_a_plain_loop_over_every_day_finds(rule, country, own):
    law = holidays.country_holidays(country)

    def free(day: datetime.date) -> bool:
        return day in law or any(one.first_day <= day <= one.last_day for one in own)

    expected = [day for day in every_day(rule) if is_in_rule(rule, day)]
    found = planned_days(rule, days_off(country, rule.starts_on, rule.ends_on, own))
    assert found.all == days_of_rule(rule) == expected
    meets = [day for day in expected if not (rule.skips_holidays and free(day))]
    assert list(found.meets) == meets
    assert all(one.names for one in found.skipped)


@patient
@given(rules(), countries, st.times(datetime.time(0), datetime.time(21)), st.integers(15, 120))
def test_a_session_stays_at_its_hour_and_keeps_its_length(rule, country, hour, minutes):
    """Unless its hour does not exist that day: then it is as much later as the clock was put forward."""
    hour = hour.replace(microsecond=0)
    end = (datetime.datetime.combine(FIRST, hour) + datetime.timedelta(minutes=minutes)).time()
    for day in days_of_rule(rule):
        hours = span(day, hour, end, ZONES[country])
        local = hours.starts_at.astimezone(ZoneInfo(ZONES[country]))
        assert hours.ends_at - hours.starts_at == datetime.timedelta(minutes=minutes)
        wanted = datetime.datetime.combine(day, hour)
        if hours.oddity == Oddity.MISSING:
            assert local.replace(tzinfo=None) == wanted + datetime.timedelta(hours=1)
            assert hour.hour == 2
        else:
            assert local.replace(tzinfo=None) == wanted


@patient
@given(st.integers(2022, 2031), countries, st.integers(0, 59))
def test_an_hour_that_is_missing_or_there_twice_is_said(year, country, minute):
    """Norway and Denmark put their clocks forward on the last Sunday of March, back on that of October."""

    def last_sunday(month: int) -> datetime.date:
        return max(
            day for day in (datetime.date(year, month, n) for n in range(25, 32)) if day.weekday() == 6
        )

    for month, oddity in ((3, Oddity.MISSING), (10, Oddity.TWICE)):
        for shift in (-1, 0, 1):
            day = last_sunday(month) + shift * DAY
            found = span(day, datetime.time(2, minute), datetime.time(4), ZONES[country])
            assert found.oddity == (oddity if shift == 0 else Oddity.NONE)
            noon = span(day, datetime.time(13, 15), datetime.time(14), ZONES[country])
            assert noon.oddity == Oddity.NONE


def test_one_that_is_there_twice_begins_the_first_time():
    found = span(datetime.date(2026, 10, 25), datetime.time(2, 30), datetime.time(3), "Europe/Oslo")
    assert found.starts_at == datetime.datetime(2026, 10, 25, 0, 30, tzinfo=datetime.UTC)


@pytest.mark.parametrize("year", range(2022, 2032))
def test_public_holidays_are_what_the_law_has(year):
    """Known by a formula of its own: Easter moves, and what hangs on it; Denmark has no Bededag from 2024."""
    easter = easter_of(year)
    ends = (datetime.date(year, 1, 1), datetime.date(year, 12, 31))
    norway = {day for day, _name in public_holidays("NO", *ends)}
    denmark = {day for day, _name in public_holidays("DK", *ends)}
    both = {datetime.date(year, 1, 1), datetime.date(year, 12, 25), datetime.date(year, 12, 26)}
    both |= {easter + n * DAY for n in (-3, -2, 0, 1, 39, 49, 50)}
    assert norway == both | {datetime.date(year, 5, 1), datetime.date(year, 5, 17)}
    assert denmark == both | ({easter + 26 * DAY} if year < 2024 else set())


def easter_of(year: int) -> datetime.date:
    """Gauss' formula, as it stands for the years 1900 to 2099."""
    a, b, c = year % 19, year % 4, year % 7
    d = (19 * a + 24) % 30
    e = (2 * b + 4 * c + 6 * d + 5) % 7
    day = 22 + d + e
    if (day, d, e) in ((57, 29, 6), (56, 28, 6)):
        day -= 7
    return datetime.date(year, 3, 1) + (day - 1) * DAY


def test_a_leap_day_is_a_day_like_others():
    rule = Rule((4,), datetime.date(2024, 2, 22), datetime.date(2024, 3, 7))
    assert [day.day for day in days_of_rule(rule)] == [22, 29, 7]


def test_a_day_may_be_a_holiday_twice_over_and_says_both():
    may_17 = datetime.date(2027, 5, 17)
    rule = Rule((1,), may_17, may_17)
    off = days_off("NO", may_17, may_17, [Holiday("Planleggingsdag", may_17, may_17)])
    (skipped,) = planned_days(rule, off).skipped
    assert "Planleggingsdag" in skipped.names
    assert len(skipped.names) > 1


def test_a_rule_without_weekdays_has_no_days():
    assert days_of_rule(Rule((), FIRST, LAST)) == []

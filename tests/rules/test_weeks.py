"""How many weeks a run became, and why: each planned week is told exactly once."""

import datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from programmes.rules.calendar import Rule, Skipped, days_off, planned_days
from programmes.rules.weeks import Fit, Made, count_weeks, fit_of, week_of
from tests.rules.test_calendar import countries, off_school, rules

patient = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
"""However busy the machine is."""
REASONS = ("illness", "holiday", "weather")


@st.composite
def logged(draw):
    rule, country, own = draw(rules()), draw(countries), draw(off_school)
    days = planned_days(rule, days_off(country, rule.starts_on, rule.ends_on, own))
    made = [
        Made(day, draw(st.sampled_from(("", "", *REASONS))), draw(st.booleans()))
        for day in days.meets
        if draw(st.integers(0, 9))
    ]
    return days, made


@patient
@given(logged())
def test_weeks_add_up_however_sessions_fall(drawn):
    days, made = drawn
    found = count_weeks([days], made)
    assert found.planned == found.became + found.skipped + found.lost + found.missing
    assert found.became == len({week_of(one.planned_on) for one in made if not one.cancelled})
    for reason, number in found.cancelled.items():
        weeks = {week_of(one.planned_on) for one in made if one.cancelled == reason}
        assert number <= len(weeks)
    assert found.planned == len({week_of(day) for day in days.all})


def test_twelve_weeks_became_ten_and_it_says_why():
    """Tuesdays from 8 September: one falls into the autumn holiday, one was cancelled, one moved."""
    first = datetime.date(2026, 9, 8)
    tuesdays = [first + datetime.timedelta(weeks=number) for number in range(12)]
    rule = Rule((2,), first, tuesdays[-1])
    days = planned_days(rule, {tuesdays[4]: ["Høstferie"]})
    made = [Made(day) for day in tuesdays if day != tuesdays[4]]
    made[0] = Made(tuesdays[0], "illness")
    made[1] = Made(tuesdays[1], moved=True)
    found = count_weeks([days], made, weeks_from=10, weeks_to=12)
    assert (found.planned, found.became, found.skipped, found.moved) == (12, 10, 1, 1)
    assert found.cancelled == {"illness": 1}
    assert found.skipped_days == (Skipped(tuesdays[4], ("Høstferie",)),)
    assert found.fit == Fit.WITHIN


def test_a_week_with_two_days_is_one_week_and_is_lost_only_where_both_are():
    monday = datetime.date(2026, 9, 7)
    days = planned_days(Rule((1, 3), monday, monday + datetime.timedelta(days=13)), {})
    one, two, three, four = days.meets
    made = [Made(one, "room"), Made(two), Made(three, "weather"), Made(four, "illness")]
    found = count_weeks([days], made)
    assert (found.planned, found.became, found.cancelled) == (2, 1, {"weather": 1})


def test_a_group_without_a_plan_still_has_weeks():
    found = count_weeks([], [Made(datetime.date(2026, 9, 8)), Made(datetime.date(2026, 9, 15))])
    assert (found.planned, found.became) == (2, 2)


@pytest.mark.parametrize(
    ("weeks", "weeks_from", "weeks_to", "fit"),
    [(9, 10, 12, Fit.BELOW), (10, 10, 12, Fit.WITHIN), (12, 10, 12, Fit.WITHIN), (13, 10, 12, Fit.ABOVE),
     (5, None, 12, Fit.WITHIN), (13, 10, None, Fit.WITHIN), (5, None, None, Fit.UNKNOWN)],
)  # fmt: skip
def test_it_is_held_against_what_the_format_asks_for(weeks, weeks_from, weeks_to, fit):
    assert fit_of(weeks, weeks_from, weeks_to) == fit

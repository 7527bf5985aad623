"""When somebody is reminded, and in which order deadlines stand."""

import datetime
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.deadlines import registry
from portal.deadlines.registry import Deadline, DeadlineKind, deadlines_of
from reports.rules.deadlines import arranged
from reports.rules.reminding import DEFAULT_DAYS, read_days, reminder_for

TODAY = datetime.date(2026, 11, 21)
numbers = st.lists(st.integers(0, 365), max_size=6)


def on(days: int) -> datetime.date:
    return TODAY + datetime.timedelta(days=days)


def deadline(days: int, key: str = "own-1", **fields) -> Deadline:
    given = {"kind": DeadlineKind.OWN, "title": "Frist", "school_id": 1, "url": "/", **fields}
    return Deadline(key=key, due_on=on(days), **given)


@pytest.mark.parametrize(
    ("text", "days"),
    [("30, 7, 1", (30, 7, 1)), ("1 7 30", (30, 7, 1)), ("7;7", (7,)), ("0", (0,)), ("", ()), (" ", ())],
)
def test_days_are_read_as_people_write_them(text, days):
    assert read_days(text) == days


@pytest.mark.parametrize("text", ["-1", "7.5", "a week", "366", "1,2,3,4,5,6,7", "٧", "0x7", "1e1"])
def test_what_is_no_number_of_days_is_refused(text):
    with pytest.raises(ValueError):
        read_days(text)


@given(numbers)
def test_days_that_were_read_are_read_again_the_same(days):
    read = read_days(", ".join(map(str, days)))
    assert read_days(" ".join(map(str, read))) == read
    assert all(one > other for one, other in pairwise(read))


@pytest.mark.parametrize(
    ("left", "told"), [(31, None), (30, 30), (29, 30), (8, 30), (7, 7), (2, 7), (1, 1), (0, 1), (-1, None)]
)
def test_the_nearest_of_the_days_that_has_come_is_told(left, told):
    assert reminder_for(on(left), TODAY, DEFAULT_DAYS) == told


@given(st.integers(-5, 400), numbers)
def test_each_of_the_days_is_told_at_most_once_and_the_last_one_always(first_known, days):
    """From the day on which a deadline is known to its own, with a job each morning."""
    due = on(max(first_known, 0))
    mornings = (TODAY + datetime.timedelta(days=day) for day in range(max(first_known, 0) + 3))
    told = [reminder_for(due, morning, days) for morning in mornings]
    said = list(dict.fromkeys(one for one in told if one is not None))
    assert said == sorted(said, reverse=True)
    assert set(said) <= set(days)
    assert (min(days) in said) if days else not said


@given(st.integers(0, 365), numbers, st.sets(st.integers(0, 365)))
def test_mornings_without_a_job_cost_no_reminder_that_a_later_one_can_make_good(left, days, away):
    due, mornings = on(left), [day for day in range(left + 1) if day not in away]
    told = [reminder_for(due, on(day), days) for day in mornings]
    expected = [day for day in mornings if any(one >= left - day for one in days)]
    assert len([one for one in told if one is not None]) == len(expected)


def test_what_is_late_stands_first_and_what_passed_by_itself_nowhere():
    late, later = deadline(-40, "own-1"), deadline(-3, "own-2")
    passed = deadline(-2, "season-1", passes=True)
    soon, then, next_year = deadline(0, "own-3"), deadline(9, "own-4"), deadline(60, "own-5")
    order = arranged([next_year, soon, passed, later, then, late], TODAY)
    assert order.overdue == [late, later]
    months = [(month.first, month.deadlines) for month in order.months]
    assert months == [(datetime.date(2026, 11, 1), [soon, then]), (datetime.date(2027, 1, 1), [next_year])]


def test_every_provider_is_asked_once_and_nobody_for_no_school(monkeypatch):
    asked = []

    def provider(schools, first, last):
        asked.append((schools, first, last))
        return [deadline(5, "own-2"), deadline(2)]

    monkeypatch.setattr(registry, "_providers", [])
    registry.register(provider)
    registry.register(provider)
    assert [one.key for one in deadlines_of([1], TODAY, on(9))] == ["own-1", "own-2"]
    assert deadlines_of([], TODAY, on(9)) == []
    assert asked == [([1], TODAY, on(9))]

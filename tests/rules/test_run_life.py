"""A run's weeks from counted sessions, and its hours by plan."""

import datetime

from reports.rules.run_life import (
    Count,
    Planned,
    Presence,
    became,
    person_minutes,
    share_of,
    weeks_of,
)

FIRST = datetime.date(2026, 8, 31)


def monday(number: int) -> datetime.date:
    return FIRST + datetime.timedelta(weeks=number)


def test_each_week_from_the_first_to_the_last_stands_there_also_one_without_sessions():
    weeks = weeks_of([Count(monday(0), "held", 2), Count(monday(3), "coming", 1)])
    assert [week.monday for week in weeks] == [monday(number) for number in range(4)]
    assert [week.total for week in weeks] == [2, 0, 0, 1]
    assert weeks_of([]) == []


def test_a_week_is_lost_only_where_all_was_cancelled_and_by_its_commonest_reason():
    counts = [
        Count(monday(0), "held", 1),
        Count(monday(0), "cancelled", 3, "illness"),
        Count(monday(1), "cancelled", 1, "room"),
        Count(monday(1), "cancelled", 2, "weather"),
        Count(monday(2), "unlogged", 1),
        Count(monday(4), "cancelled", 1),
    ]
    weeks = weeks_of(counts)
    assert weeks[0].reasons == {"illness": 3}
    found = became(weeks)
    assert (found.met, found.lost, found.empty) == (2, {"weather": 1, "": 1}, 1)
    assert found.met + sum(found.lost.values()) + found.empty == len(weeks)


def test_planned_hours_are_each_adults_own():
    rows = [Planned(90, 45, 2, 1), Planned(60, 0, 1, 0), Planned(45, 45, 0, 3)]
    assert person_minutes(rows) == (90 * 2 + 60, 45 * 2, 90 + 45 * 3)


def test_a_share_is_of_all_marks_and_none_where_there_are_none():
    assert share_of([Presence(FIRST, 3, 4), Presence(monday(1), 1, 4)]) == 0.5
    assert share_of([]) is None
    assert Presence(FIRST, 0, 0).share is None

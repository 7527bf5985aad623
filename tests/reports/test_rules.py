"""Periods, weeks, spans: arithmetic without a database."""

import datetime

import pytest

from reports.rules.choices import RunDays, period_choices
from reports.rules.periods import Period, mondays, week_number
from reports.rules.wording import alphabetical, count_hidden, span

AUTUMN = RunDays("Efterår 2024", datetime.date(2024, 9, 2), datetime.date(2024, 12, 6), closed=True)
YEAR = RunDays("2025", datetime.date(2025, 1, 1), datetime.date(2025, 12, 31), closed=True)
NOW = RunDays("Forløb", datetime.date(2026, 8, 1), datetime.date(2027, 6, 30), closed=False)


def offered(*runs: RunDays, several_years: bool = True) -> list[str]:
    choices = period_choices(runs, several_years=several_years, this_year=2026)
    return [f"{choice.period}: {', '.join(choice.runs)}" for choice in choices]


def test_all_closed_years_together_are_offered_first():
    assert offered(NOW, YEAR, AUTUMN) == [
        "2024–2025: Efterår 2024, 2025",
        "2025: 2025",
        "2024: Efterår 2024",
        "2026: Forløb",
    ]


def test_a_report_of_one_year_is_offered_single_years_only():
    assert offered(AUTUMN, YEAR, several_years=False) == ["2025: 2025", "2024: Efterår 2024"]


def test_years_to_come_are_not_offered():
    assert offered(NOW) == ["2026: Forløb"]


@pytest.mark.parametrize("text", ["2024", "2024–2025"])
def test_a_period_reads_back_as_it_is_written(text):
    assert str(Period.read(text)) == text


@pytest.mark.parametrize("text", ["", "x", "2024-2025", "2025–2024"])
def test_what_is_no_period_is_refused(text):
    with pytest.raises(ValueError):
        Period.read(text)


def test_both_ends_of_a_period_count():
    year = Period.of_year(2024)
    assert year.overlaps(datetime.date(2023, 1, 1), datetime.date(2024, 1, 1))
    assert year.overlaps(datetime.date(2024, 12, 31), datetime.date(2025, 5, 1))
    assert not year.overlaps(datetime.date(2025, 1, 1), datetime.date(2025, 5, 1))


def test_a_week_without_sessions_stays_between_its_neighbours():
    weeks = mondays([datetime.date(2024, 10, 7), datetime.date(2024, 10, 21)])
    assert [week_number(week) for week in weeks] == [41, 42, 43]


def test_weeks_run_over_the_turn_of_the_year():
    weeks = mondays([datetime.date(2024, 12, 23), datetime.date(2025, 1, 6)])
    assert [week_number(week) for week in weeks] == [52, 1, 2]
    assert mondays([]) == []


def test_grade_0_exists():
    assert (span(0, 1), span(0, 0), span(None, None)) == ("0–1", "0", None)


def test_danish_and_norwegian_letters_stand_last():
    names = ["Ås", "Zealand", "Ølstykke", "Ærø", "Herlev"]
    assert sorted(names, key=alphabetical) == ["Herlev", "Zealand", "Ærø", "Ølstykke", "Ås"]


def test_hidden_figures_are_counted_wherever_they_stand():
    assert count_hidden({"a": ":", "b": [1, ":", {"c": ":"}], "d": "x:y", "e": None}) == 3

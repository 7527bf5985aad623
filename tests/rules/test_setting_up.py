"""Grades across the border, plans moved to a new period, and names that tell no target group."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from programmes.rules.grades import GRADES, ages_of, grades_in, last_grade
from programmes.rules.periods import Period, shifted, years_after
from programmes.rules.public_names import telling_word

LAST_YEAR = Period(datetime.date(2025, 8, 18), datetime.date(2026, 6, 19))
THIS_YEAR = Period(datetime.date(2026, 8, 17), datetime.date(2027, 6, 18))
DAYS = st.dates(datetime.date(2024, 1, 1), datetime.date(2034, 12, 31))


def day(text: str) -> datetime.date:
    return datetime.date.fromisoformat(text)


def period(first: str, last: str) -> Period:
    return Period(day(first), day(last))


class TestGrades:
    def test_grades_of_the_other_country_are_a_year_apart(self):
        assert grades_in("NO", grades=(0, 3), of_country="DK") == (1, 4)
        assert grades_in("DK", grades=(1, 4), of_country="NO") == (0, 3)
        assert grades_in("DK", grades=(0, 3), of_country="DK") == (0, 3)

    @pytest.mark.parametrize("grades", [(12, 13), (10, 12)])
    def test_a_grade_that_the_other_country_has_not_is_left_open(self, grades):
        assert grades_in("DK", grades=grades, of_country="NO") is None

    @given(st.integers(0, 10), st.integers(0, 10))
    def test_there_and_back_is_the_same_and_the_ages_stay(self, first, second):
        grades = (min(first, second), max(first, second))
        there = grades_in("NO", grades=grades, of_country="DK")
        assert there
        assert ages_of(there, "NO") == ages_of(grades, "DK")
        assert grades_in("DK", grades=there, of_country="NO") == grades

    def test_the_last_grade_is_one_that_there_is(self):
        assert all(last_grade(country) in GRADES[country] for country in GRADES)


class TestShifting:
    def test_a_plan_of_the_whole_year_lasts_the_whole_new_year_and_keeps_its_weekday(self):
        plan = period("2025-08-20", "2026-06-17")
        moved = shifted(plan, old=LAST_YEAR, new=THIS_YEAR)
        assert moved == period("2026-08-19", "2027-06-18")
        assert moved.first.weekday() == plan.first.weekday()

    def test_a_block_in_the_middle_stays_as_long_as_it_was(self):
        moved = shifted(period("2026-01-12", "2026-02-06"), old=LAST_YEAR, new=THIS_YEAR)
        assert moved == period("2027-01-11", "2027-02-05")

    def test_what_lies_outside_of_a_shorter_period_is_cut_off_or_left_out(self):
        autumn = period("2026-08-17", "2026-12-18")
        assert shifted(period("2025-11-03", "2026-02-06"), old=LAST_YEAR, new=autumn) == period(
            "2026-11-02", "2026-12-18"
        )
        assert shifted(period("2026-01-12", "2026-02-06"), old=LAST_YEAR, new=autumn) is None

    def test_every_second_week_stays_every_second_week_where_the_beginning_is_cut_off(self):
        """The old run began on a Monday, the new one begins three days before the same week's end."""
        late = Period(day("2026-08-27"), THIS_YEAR.last)
        plan = period("2025-08-18", "2026-06-15")
        moved = shifted(plan, old=LAST_YEAR, new=late, every_weeks=2)
        weeks = (moved.first - datetime.timedelta(days=moved.first.weekday()) - plan.first).days // 7
        assert moved.first >= late.first
        assert weeks == 53

    @given(DAYS, st.integers(0, 400), DAYS, st.integers(0, 400), st.integers(0, 400), st.integers(1, 4))
    def test_nothing_ever_lies_outside_of_the_new_period(self, start, length, later, longer, offset, every):
        old = Period(start, start + datetime.timedelta(days=length))
        new = Period(later, later + datetime.timedelta(days=longer))
        first = min(start + datetime.timedelta(days=offset), old.last)
        moved = shifted(Period(first, old.last), old=old, new=new, every_weeks=every)
        if moved:
            assert new.first <= moved.first <= moved.last <= new.last
            cut_off = moved.first == new.first
            assert cut_off or moved.first.weekday() == first.weekday()

    def test_years_after_a_leap_day_is_the_last_of_february(self):
        assert years_after(day("2024-02-29"), 5) == day("2029-02-28")
        assert years_after(day("2024-02-29"), 4) == day("2028-02-29")


class TestPublicNames:
    @pytest.mark.parametrize(
        ("name", "word"),
        [
            ("Flyktninger – sommerskole", "Flyktninger"),
            ("Musik for flygtningebørn", "flygtningebørn"),
            ("Kor på Specialskolen", "Specialskolen"),
            ("Sommer-ADHD", "ADHD"),
        ],
    )
    def test_a_name_that_tells_a_target_group_is_found_with_its_word(self, name, word):
        assert telling_word(name) == word

    @pytest.mark.parametrize("name", ["Sommerskole", "Fordypning Ung kultur", "Prøv et instrument 🎺", ""])
    def test_a_name_that_tells_nothing_is_left_alone(self, name):
        assert telling_word(name) == ""

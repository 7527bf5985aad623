"""Where a group differs from its format: in numbers, both of them; advice that refuses nothing."""

import pytest

from programmes.rules.deviations import Deviates, Deviation, Needs, Planned, deviations

MEDIUM = Needs(
    size=(4, 6), grades=(4, 7), ages=(10, 14), country="DK", teachers=2, partner_staff=2, minutes=45
)
FITS = Planned(
    size=6, grades=(4, 7), grade_country="DK", ages=(10, 14), teachers=2, partner_staff=2, minutes=45
)


def planned(**fields) -> Planned:
    return Planned(**{**FITS.__dict__, **fields})


def test_a_group_as_the_format_has_it_deviates_in_nothing():
    assert deviations(MEDIUM, FITS) == []


def test_all_deviations_are_told_with_both_numbers_in_the_order_of_setting_up():
    group = Planned(size=7, grades=(2, 3), grade_country="DK", teachers=1, partner_staff=0, minutes=30)
    assert deviations(MEDIUM, group) == [
        Deviation(Deviates.SIZE, (4, 6), (7, 7)),
        Deviation(Deviates.GRADES, (4, 7), (2, 3)),
        Deviation(Deviates.TEACHERS, (2, 2), (1, 1)),
        Deviation(Deviates.PARTNER_STAFF, (2, 2), (0, 0)),
        Deviation(Deviates.MINUTES, (45, 45), (30, 30)),
    ]


@pytest.mark.parametrize(("size", "deviates"), [(3, True), (4, False), (6, False), (7, True)])
def test_size_is_within_both_bounds_which_count(size, deviates):
    assert bool(deviations(MEDIUM, planned(size=size))) is deviates


@pytest.mark.parametrize(
    ("bounds", "size", "deviates"),
    [((None, 6), 1, False), ((None, 6), 7, True), ((4, None), 99, False), ((4, None), 3, True)],
)
def test_a_bound_that_is_open_asks_for_nothing_on_its_side(bounds, size, deviates):
    assert bool(deviations(Needs(size=bounds), Planned(size=size))) is deviates


def test_what_a_format_does_not_ask_for_and_what_is_not_decided_deviate_from_nothing():
    assert deviations(Needs(), FITS) == []
    assert deviations(MEDIUM, Planned()) == []


def test_no_teacher_and_no_partner_are_numbers_and_not_undecided():
    """The short format asks for nobody of the partner's: zero is a demand."""
    short = Needs(teachers=1, partner_staff=0)
    assert [one.what for one in deviations(short, Planned(teachers=0, partner_staff=2))] == [
        Deviates.TEACHERS,
        Deviates.PARTNER_STAFF,
    ]


class TestGrades:
    def test_grade_0_is_a_grade_in_denmark(self):
        youngest = Needs(grades=(0, 2), country="DK")
        assert deviations(youngest, Planned(grades=(0, 1), grade_country="DK")) == []
        found = deviations(Needs(grades=(1, 2), country="DK"), Planned(grades=(0, 1), grade_country="DK"))
        assert found == [Deviation(Deviates.GRADES, (1, 2), (0, 1))]

    def test_a_format_of_the_other_country_is_checked_by_age_and_told_in_the_groups_grades(self):
        """Danish grades 4 to 7 are Norwegian grades 5 to 8."""
        assert deviations(MEDIUM, planned(grades=(5, 8), grade_country="NO")) == []
        found = deviations(MEDIUM, planned(grades=(4, 8), grade_country="NO"))
        assert found == [Deviation(Deviates.GRADES, (5, 8), (4, 8))]

    def test_a_lowest_grade_alone_is_open_upwards(self):
        from_grade_8 = Needs(grades=(8, None), country="NO")
        assert deviations(from_grade_8, Planned(grades=(8, 13), grade_country="NO")) == []
        found = deviations(from_grade_8, Planned(grades=(7, 10), grade_country="NO"))
        assert found == [Deviation(Deviates.GRADES, (8, None), (7, 10))]
        assert deviations(from_grade_8, Planned(grades=(7, 8), grade_country="DK")) == []

    def test_where_the_country_has_no_such_grade_age_decides(self):
        """Norwegian grade 13 is 18 to 19 years old; Denmark's grades end at 10."""
        oldest = Needs(grades=(13, 13), country="NO")
        found = deviations(oldest, Planned(grades=(9, 10), grade_country="DK"))
        assert found == [Deviation(Deviates.AGES, (18, 19), (15, 17))]


class TestAges:
    def test_without_grades_the_ages_of_the_programme_are_compared(self):
        assert deviations(MEDIUM, planned(grades=None, ages=(9, 12))) == []
        found = deviations(MEDIUM, planned(grades=None, ages=(15, 18)))
        assert found == [Deviation(Deviates.AGES, (10, 14), (15, 18))]

    def test_a_format_with_ages_alone_reads_the_age_of_a_grade(self):
        by_age = Needs(ages=(10, 14))
        assert deviations(by_age, Planned(grades=(4, 7), grade_country="DK")) == []
        found = deviations(by_age, Planned(grades=(0, 1), grade_country="DK"))
        assert found == [Deviation(Deviates.AGES, (10, 14), (6, 8))]

    def test_a_programme_of_all_ages_deviates_from_none(self):
        assert deviations(MEDIUM, planned(grades=None, ages=(None, None))) == []
        assert deviations(MEDIUM, planned(grades=None, ages=(12, None))) == []

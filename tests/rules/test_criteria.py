"""What each criterion says of a child, and what is not known is not met."""

import datetime

import pytest

from participants.rules import criteria
from participants.rules.criteria import Facts, Reason, Terms, age_on, reasons
from programmes.models import CriterionKind
from programmes.rules.grades import grade_in

DAY = datetime.date(2026, 8, 20)
TERMS = Terms(
    starts_on=DAY,
    grades=(0, 2),
    grade_country="DK",
    age_from=6,
    age_to=9,
    priority_until=datetime.date(2026, 5, 1),
)


def judged(kind: str, terms: Terms = TERMS, **facts) -> Reason:
    return reasons((kind,), terms, Facts(**{"applied_on": DAY, **facts}))[0]


def test_every_criterion_that_a_school_can_choose_has_its_rule():
    assert set(criteria.KINDS) == set(CriterionKind.values)


def test_the_reasons_come_in_the_order_of_the_criteria():
    found = reasons(("own_wish", "grade"), TERMS, Facts(applied_on=DAY, wish=2, grade=0, grade_country="DK"))
    assert found == (Reason("own_wish", False, 2), Reason("grade", True, 0))


@pytest.mark.parametrize(
    ("grade", "country", "met"),
    [(0, "DK", True), (2, "DK", True), (3, "DK", False), (0, "NO", False), (1, "NO", True), (3, "NO", True)],
)
def test_a_grade_is_judged_in_the_groups_country(grade, country, met):
    assert judged("grade", grade=grade, grade_country=country).met is met


def test_grades_of_the_two_countries_are_a_year_apart():
    assert grade_in("NO", grade=0, of_country="DK") == 1
    assert grade_in("DK", grade=4, of_country="NO") == 3
    assert grade_in("DK", grade=4, of_country="DK") == 4


def test_a_grade_that_is_not_known_is_not_within_any_but_a_group_without_grades_takes_it():
    assert not judged("grade").met
    assert judged("grade", Terms(starts_on=DAY)).met


@pytest.mark.parametrize(
    ("born", "met"),
    [
        (datetime.date(2020, 8, 20), True),
        (datetime.date(2020, 8, 21), False),
        (datetime.date(2016, 8, 21), True),
        (datetime.date(2016, 8, 20), False),
    ],
)
def test_the_age_is_that_of_the_first_day_of_the_run(born, met):
    assert judged("age", birth_date=born).met is met


def test_with_no_more_than_a_year_the_age_is_that_reached_in_the_year():
    assert age_on(DAY, birth_date=None, birth_year=2020) == 6
    assert judged("age", birth_year=2020).met
    assert not judged("age").met
    assert judged("age", Terms(starts_on=DAY)).met


def test_a_place_kept_counts_only_where_the_family_applied_again_in_time():
    in_time, late = datetime.date(2026, 5, 1), datetime.date(2026, 5, 2)
    assert judged("place_kept", keeps_place=True, applied_on=in_time).met
    assert not judged("place_kept", keeps_place=True, applied_on=late).met
    assert not judged("place_kept", applied_on=in_time).met
    assert judged("place_kept", Terms(starts_on=DAY), keeps_place=True, applied_on=late).met


def test_the_first_wish_a_decision_seen_and_a_sibling_in_the_group_count():
    assert judged("own_wish").met and not judged("own_wish", wish=2).met
    assert judged("external_decision", decision_seen=True).met and not judged("external_decision").met
    assert judged("siblings", sibling_has_place=True).met and not judged("siblings").met

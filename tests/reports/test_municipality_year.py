"""The year of Ås for its council: what is known, and in words what is not."""

import pytest

from portal.demonstration import accounts
from portal.geography.models import Municipality
from reports.definitions.registry import definition
from reports.definitions.scope import Scope
from reports.rules.periods import Period
from tests.documents.reading import opened, text_of
from tests.reports.making import WHY, content, frozen, written

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def measures(aas_report) -> dict[str, dict]:
    groups = aas_report.snapshot["age_groups"]
    return {measure["name"]: measure for each in groups for measure in each["measures"]}


@pytest.fixture(scope="module")
def text(aas_report) -> str:
    return text_of(content(aas_report))


def test_it_holds_every_measure_of_the_year_by_age_group(aas_report, measures):
    assert len(measures) == 11
    ages = {each["age_group"]: len(each["measures"]) for each in aas_report.snapshot["age_groups"]}
    assert ages == {
        "children": 1,
        "children_and_youth": 1,
        "youth": 5,
        "young_people_and_adults": 1,
        "older_people": 1,
        "families": 1,
        "all": 1,
    }


def test_participants_are_counted_from_what_is_logged(measures):
    assert measures["Sommerskole"]["participants"] == 34
    assert measures["Sommerskole"]["held"] > 0


def test_a_small_count_is_hidden_with_its_attendances(aas_report, measures):
    small = measures["Graffitiprosjektet Midtgard"]
    assert (small["participants"], small["attendances"]) == (":", ":")
    assert aas_report.snapshot["hidden"] == 2


def test_no_sum_stands_over_the_measures_that_would_give_it_back(aas_report):
    assert "38" not in written(aas_report).replace('"', " ").replace(",", " ").split()


def test_visitors_are_never_participants(measures):
    day = measures["Barnas verdensdag"]
    assert (day["visitors"], day["participants"]) == (3000, None)


def test_professionals_and_participants_together_are_not_counted_as_participants(measures, text):
    riders = measures["Lonely Riders"]
    assert (riders["together"], riders["participants"]) == (15, None)


def test_what_nobody_counted_is_said_to_be_not_known(measures):
    unknown = [
        name
        for name, measure in measures.items()
        if measure["participants"] is measure["visitors"] is measure["together"] is None
    ]
    assert len(unknown) == 7
    assert "UngMusikk" in unknown


def test_the_period_stands_as_its_source_writes_it(measures, text):
    assert measures["Lonely Riders"]["period"] == "over 10 måneder, forestilling i juni 2022"


def test_it_says_what_the_municipality_was_called_then_and_is_now(aas_report):
    assert aas_report.snapshot["municipality"] == {"code": "3021", "name": "Ås", "region": "Viken"}
    assert aas_report.snapshot["today"] == {"code": "3218", "name": "Ås", "region": "Akershus"}


def test_the_document_is_in_bokmaal_and_names_each_measure(aas_report, measures, text):
    assert str(opened(content(aas_report)).Root.Lang) == "nb"
    assert all(word in text for name in measures for word in name.split())
    assert "3021" in text
    assert "Viken" in text


def test_money_that_is_recorded_is_named_with_who_pays(demonstration):
    """Albertslund's culture school carries the budget of Kulturmetropolen's run of 2025."""
    albertslund = Municipality.objects.everything(why=WHY).get(name="Albertslund")
    kind, scope, year = definition("municipality"), Scope(municipality=albertslund), Period.of_year(2025)
    snapshot = kind.freeze(scope, kind.count(scope, kind.runs_in(scope, year), year))
    (group,) = snapshot["age_groups"]
    (measure,) = group["measures"]
    assert [(line["payer"], line["amount"]) for line in measure["money"]] == [
        ("grant", 45_000_000),
        ("undivided", 30_000_000),
    ]
    assert measure["participants"] is None


def test_a_municipality_that_carries_no_money_shows_none(demonstration):
    snapshot = frozen(accounts.HERLEV_LEADER, "municipality", Period.of_year(2024)).snapshot
    (group,) = snapshot["age_groups"]
    (measure,) = group["measures"]
    assert (measure["name"], measure["participants"], measure["money"]) == ("Kulturmetropolen", 8, [])

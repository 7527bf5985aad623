"""The programme's report says what was logged, and the same by a second way."""

import datetime

import pytest

from partners.models import Grant
from portal.demonstration import accounts
from reports.models import ReportRun
from tests.reports.making import BOTH_YEARS, frozen, rows
from tests.reports.second_way import ByHand

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def lead_report(demonstration) -> ReportRun:
    return frozen(accounts.PROGRAMME_LEAD, "programme", BOTH_YEARS)


@pytest.fixture(scope="module")
def roskilde_report(demonstration) -> ReportRun:
    return frozen(accounts.LEADER, "programme", BOTH_YEARS, "Kulturmetropolen")


@pytest.fixture(scope="module")
def by_hand(lead_report) -> ByHand:
    return ByHand(lead_report.programme_id, datetime.date(2024, 1, 1), datetime.date(2025, 12, 31))


def test_it_counts_102_participants_in_nine_schools_of_seven_municipalities(lead_report):
    snapshot = lead_report.snapshot
    assert snapshot["total"]["participants"] == 102
    assert (snapshot["partner_schools"], snapshot["municipalities"]) == (9, 7)


def test_it_counts_20_teachers_and_24_partner_staff_by_collaboration(lead_report, by_hand):
    total = lead_report.snapshot["total"]
    assert (total["teachers"], total["partner_staff"]) == (20, 24) == by_hand.adults()


def test_unique_participants_are_those_who_came_each_once(lead_report, by_hand):
    people = by_hand.people()
    assert lead_report.snapshot["total"]["participants"] == len(set().union(*people.values()))
    shown = {name: row["participants"] for name, row in rows(lead_report).items()}
    assert {name: number for name, number in shown.items() if number != ":"} == {
        name: len(ids) for name, ids in people.items() if shown[name] != ":"
    }


def test_sessions_planned_held_and_cancelled_are_those_of_the_calendar(lead_report, by_hand):
    total, states = lead_report.snapshot["total"], by_hand.states()
    assert (total["planned"], total["held"], total["cancelled"], total["not_logged"]) == (
        sum(states.values()),
        states["held"],
        states["cancelled"],
        states["planned"],
    )


def test_attendances_are_present_or_late_at_held_sessions(lead_report, by_hand):
    assert lead_report.snapshot["total"]["attendances"] == len(by_hand.came)
    assert lead_report.snapshot["attendance"]["share"] == round(len(by_hand.came) / len(by_hand.marks), 4)
    counted = by_hand.attendances()
    for name, row in rows(lead_report).items():
        assert row["attendances"] in (":", counted[name])


def test_each_week_says_what_happened_in_it(lead_report, by_hand):
    sessions, came = by_hand.sessions_by_week(), by_hand.attendances_by_week()
    for week in lead_report.snapshot["weeks"]:
        number = week["week"]
        assert (week["held"], week["cancelled"]) == (sessions[number, "held"], sessions[number, "cancelled"])
        assert week["attendances"] in (":", came[number])


def test_the_weeks_run_through_the_autumn_holiday(lead_report):
    weeks = {week["week"]: week for week in lead_report.snapshot["weeks"]}
    assert list(weeks) == list(range(36, 50))
    assert weeks[42]["planned"] == weeks[42]["attendances"] == 0


def test_person_hours_are_people_times_minutes_own_and_the_partners_apart(lead_report, by_hand):
    counted = by_hand.minutes()
    hours = {
        (row["kind"], who): row[who] for row in lead_report.snapshot["hours"] for who in ("own", "partner")
    }
    assert {key: minutes for key, minutes in hours.items() if minutes} == {
        (kind, "own" if employer == "school" else "partner"): minutes
        for (kind, employer), minutes in counted.items()
    }


def test_reasons_of_cancellation_add_up(lead_report, by_hand):
    shown = {row["reason"]: row["sessions"] for row in lead_report.snapshot["reasons"]}
    assert shown == dict(by_hand.reasons())


def test_groups_by_format_and_by_collaboration_are_the_same_17(lead_report, by_hand):
    assert lead_report.snapshot["total"]["groups"] == len(by_hand.groups) == 17
    assert sum(row["groups"] for row in lead_report.snapshot["formats"]) == 17


def test_the_grant_is_60_per_cent_of_the_budget_and_the_rest_one_line(lead_report):
    (run,) = lead_report.snapshot["money"]
    grant = Grant.objects.everything(why="the source of the figure").get(funder__name="Region Hovedstaden")
    assert (run["run"], run["currency"], run["total"]) == ("2025", "DKK", 75_000_000)
    assert [(line["payer"], line["amount"], line["share"]) for line in run["lines"]] == [
        ("grant", 45_000_000, 0.6),
        ("undivided", 30_000_000, 0.4),
    ]
    assert run["lines"][0]["amount"] == grant.amount


def test_it_says_which_part_belongs_to_which_run_and_leaves_the_open_one_out(lead_report):
    parts = {run["name"]: (run["has_sessions"], run["has_money"]) for run in lead_report.snapshot["runs"]}
    assert parts == {"Efterår 2024": (True, False), "2025": (False, True)}


def test_its_scope_is_the_programme_and_not_the_region_that_gives_money(lead_report):
    assert lead_report.snapshot["regions"] == ["Region Hovedstaden", "Region Sjælland"]
    assert "Roskilde" in {each["municipality"] for each in lead_report.snapshot["collaborations"]}


def test_a_part_is_counted_for_that_part_alone(roskilde_report):
    snapshot = roskilde_report.snapshot
    assert snapshot["total"]["participants"] == 28
    assert [each["municipality"] for each in snapshot["collaborations"]] == ["Roskilde"]
    assert snapshot["money"] == snapshot["reasons"] == snapshot["formats"] == []

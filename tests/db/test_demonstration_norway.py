"""Kongsberg and Ås in the demonstration: what their documents say, and nothing more."""

from decimal import Decimal

import pytest

from participants.models import Attendance, Enrolment
from partners.models import PartnerAgency
from portal.demonstration.sources import parts
from programmes.models import Format, Group, HeadCount, Programme, ProgrammeRun, SubRegion
from programmes.models.budget import BudgetLine
from tests.db.test_demonstration_counts import source

WHY = "a test looks at all of the demonstration"

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demonstration")]


def rows(model):
    return model.objects.everything(why=WHY)


def came(run: ProgrammeRun) -> set[int]:
    marks = rows(Attendance).attended().filter(session__group__run=run)
    return set(marks.values_list("participant_id", flat=True))


def test_kongsberg_has_its_two_levels_with_fee_time_and_gatherings():
    levels = rows(Format).filter(programme__public_name="Fordypning Ung kultur").order_by("session_minutes")
    assert list(
        levels.values_list(
            "session_minutes",
            "fee_factor",
            "gatherings_a_year",
            "gatherings_a_semester",
            "grade_from",
            "weekly_theory",
            "trips_are_extra",
        )
    ) == [
        (30, Decimal("1.5"), 8, None, 6, False, False),
        (45, Decimal("2"), None, 2, 8, True, True),
    ]


def test_ungmusikk_has_36_municipalities_in_six_sub_regions():
    regions = rows(SubRegion).filter(programme__public_name="UngMusikk")
    assert [region.schools.count() for region in regions] == [6] * 6
    assert rows(Programme).get(public_name="UngMusikk").schools.count() == 36


def test_both_levels_have_pupils_of_the_right_grades_and_logged_sessions():
    for group in rows(Group).filter(run__programme__public_name="Fordypning Ung kultur", run__state="open"):
        pupils = rows(Enrolment).filter(group=group).taking_a_place().select_related("participant")
        assert len(pupils) >= 3
        assert all(
            group.grade_from <= one.participant.grade <= group.grade_to
            and one.participant.grade_country == "NO"
            for one in pupils
        )
        assert rows(Attendance).filter(session__group=group).exists()


@pytest.mark.parametrize("row", source("aas_measures_2022"), ids=lambda row: row["measure"])
def test_each_measure_of_aas_is_a_programme_with_a_run_of_2022(row):
    name = {"Flyktninger – sommerskole": "Sommerskole"}.get(row["measure"], row["measure"])
    programme = rows(Programme).get(public_name=name)
    assert programme.kind == row["kind"].replace(" ", "_")
    run = rows(ProgrammeRun).get(programme=programme)
    assert (run.name, run.state, run.host_school.name) == ("2022", "closed", "Ås kulturskole")
    assert run.period_as_written
    assert run.partner_parts.count() == len(parts(row["partners"]))


def test_the_summer_school_reached_34_people_who_held_38_places_and_two_never_came():
    run = rows(ProgrammeRun).get(programme__public_name="Sommerskole")
    enrolments = rows(Enrolment).filter(group__run=run)
    assert len(came(run)) == 34
    assert enrolments.count() == 40
    assert enrolments.values("participant").distinct().count() == 36


def test_the_small_project_is_small_enough_to_be_hidden():
    run = rows(ProgrammeRun).get(programme__public_name="Graffitiprosjektet Midtgard")
    assert len(came(run)) == 4


def test_heads_are_counted_apart_from_participants():
    counted = rows(HeadCount).values_list("run__programme__public_name", "kind", "people")
    assert set(counted) == {("Barnas verdensdag", "visitors", 3000), ("Lonely Riders", "together", 15)}
    lonely = rows(ProgrammeRun).get(programme__public_name="Lonely Riders")
    assert not rows(Enrolment).filter(group__run=lonely).exists()


def test_no_money_is_made_up_for_norway():
    assert not rows(BudgetLine).filter(school__municipality__country="NO").exists()


def test_every_partner_of_the_source_is_there():
    for row in source("partners"):
        agency = rows(PartnerAgency).get(name=row["name"], municipality__name=row["municipality"])
        assert agency.brings


def test_english_words_of_the_sources_are_shown_in_norwegian():
    """Seen to fail: "visual arts" left out of words.csv."""
    columns = (("aas_measures_2022", "art_forms"), ("aas_measures_2022", "period"))
    columns += (("partners", "role_in_inclusion_work"),)
    written = {part for file, column in columns for row in source(file) for part in parts(row[column])}
    norwegian = {row["text"]: row["nb"] for row in source("words")}
    expected = {norwegian.get(text, "") for text in written - {"2022"}} | {"2022"}
    texts = [*rows(Programme).filter(country="NO").values_list("art_forms", flat=True)]
    texts += rows(ProgrammeRun).values_list("period_as_written", flat=True)
    texts += rows(PartnerAgency).values_list("brings", flat=True)
    assert {part for text in texts for part in parts(text)} == expected

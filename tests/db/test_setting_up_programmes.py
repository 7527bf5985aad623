"""Programmes, formats, goals, focus areas, and who takes part in a shared programme."""

import datetime
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import timezone

from portal.accounts.models import CultureSchool, Membership
from portal.audit.actor import Actor
from portal.audit.models import AuditEntry
from portal.audit.saving import NameTaken
from portal.audit.versions import ChangedMeanwhile
from portal.demonstration.sources import rows as source
from programmes.actions.give_programme_role import LastLead, end_programme_role, give_programme_role
from programmes.actions.save_focus_area import add_focus_area, end_focus_area
from programmes.actions.save_format import (
    FormatFacts,
    FormatInUse,
    change_format,
    make_format,
    remove_format,
    take_in_ready_formats,
    version_of_format,
)
from programmes.actions.save_goal import GoalFacts, GoalHasResults, add_goal, remove_goal
from programmes.actions.save_programme import (
    NameTells,
    ProgrammeFacts,
    SharedBySeveral,
    change_programme,
    make_programme,
    version_of_programme,
)
from programmes.actions.share_programme import (
    AlreadyTakesPart,
    add_school,
    add_sub_region,
    end_school,
    place_in_sub_region,
)
from programmes.forms.programme import ProgrammeForm
from programmes.models import (
    FocusArea,
    Format,
    Goal,
    GoalResult,
    Programme,
    ProgrammeMembership,
    ProgrammeSchool,
    SubRegionSchool,
)
from programmes.ready_formats import BY_KIND
from tests.db import people, setups
from tests.db.setups import rows

pytestmark = pytest.mark.django_db
FACTS = ProgrammeFacts(public_name="Sommerskole", kind="refugee_summer_school", age_group="youth")
DAY = datetime.date(2026, 1, 1)


def facts(**fields) -> ProgrammeFacts:
    return ProgrammeFacts(**{**FACTS.__dict__, **fields})


@pytest.fixture
def programme(samklang) -> Programme:
    return setups.shared(samklang)


class TestProgrammes:
    def make(self, samklang, **fields) -> Programme:
        return make_programme(
            actor=Actor.of(samklang.bodil), school_id=samklang.roskilde.pk, facts=facts(**fields)
        )

    def test_a_school_makes_its_own_and_it_is_in_the_log(self, samklang):
        made = self.make(samklang)
        assert (made.country, list(made.schools.all())) == ("DK", [samklang.roskilde])
        assert AuditEntry.objects.everything(why=people.WHY).get(action="make programme").object_id == str(
            made.pk
        )
        assert not rows(ProgrammeMembership).filter(programme=made).exists()
        with pytest.raises(CultureSchool.DoesNotExist):
            make_programme(actor=Actor.of(samklang.ida), school_id=samklang.roskilde.pk, facts=FACTS)

    def test_each_kind_is_made_for_children_as_for_older_people(self, samklang):
        """Those that the schools have named; what is sent is checked by the form."""
        kinds = (
            *("fordypning", "fordypning_consortium", "refugee_summer_school", "special_needs_group"),
            *("school_project", "open_sessions", "open_event", "dance_project", "art_project"),
            "other_project",
        )
        sent = {"school": samklang.roskilde.pk, "public_name": "Sammen", "art_forms": "musik, dans"}
        for kind in kinds:
            for age_group in ("children", "youth", "young_people_and_adults", "older_people", "families"):
                data = {**sent, "kind": kind, "age_group": age_group, "age_from": "0", "age_to": "99"}
                form = ProgrammeForm(data, schools=[samklang.roskilde])
                assert form.is_valid(), (kind, age_group, form.errors)
                assert (form.facts().kind, form.facts().age_group) == (kind, age_group)

    def test_a_name_that_tells_the_target_group_is_refused_with_its_word(self, samklang):
        with pytest.raises(NameTells, match="Flygtninge"):
            self.make(samklang, public_name="Flygtninge på scenen")

    def test_who_shares_one_leads_it_and_the_other_coordinators_no_longer_change_it(self, samklang):
        made = self.make(samklang)

        def change(user, **fields):
            return change_programme(
                actor=Actor.of(user),
                programme_id=made.pk,
                facts=facts(**fields),
                based_on=version_of_programme(Programme.objects.everything(why=people.WHY).get(pk=made.pk)),
            )

        change(samklang.bodil, is_shared=True)
        bodil = type(samklang.bodil).objects.get(pk=samklang.bodil.pk)
        assert change(bodil, is_shared=True, public_name="Sommer").public_name == "Sommer"
        made.schools.add(samklang.koege, through_defaults={"valid_from": DAY})
        with pytest.raises(PermissionDenied):
            change(samklang.kim, is_shared=True, public_name="Køges")
        with pytest.raises(SharedBySeveral):
            change(bodil, is_shared=False)

    def test_who_saw_other_facts_is_told_so(self, samklang):
        made = self.make(samklang)
        with pytest.raises(ChangedMeanwhile):
            change_programme(
                actor=Actor.of(samklang.bodil),
                programme_id=made.pk,
                facts=facts(public_name="Andet"),
                based_on="old",
            )

    @pytest.mark.parametrize(
        ("fields", "words"),
        [
            ({"age_from": "14", "age_to": "6"}, "less than the number from which it goes"),
            ({"age_to": "121"}, "Write at most 120"),
            ({"public_name": "P" * 10_000}, "Write at most 120 characters"),
            ({"public_name": "Handicapkoret"}, "Handicapkoret"),
            ({"kind": "talent"}, "Choose one that is listed"),
            ({"public_name": "x\0y"}, "Null characters"),
        ],
    )
    def test_wrong_input_is_refused_in_words(self, samklang, browser_of, fields, words):
        samklang.bodil.chosen_language = "en"
        samklang.bodil.save()
        data = {"school": samklang.roskilde.pk, "public_name": "Kor 🎶", "kind": "other_project"}
        response = browser_of(samklang.bodil).post(
            reverse("programmes:new"), {**data, "age_group": "older_people", **fields}
        )
        assert response.status_code == 422
        assert words in response.content.decode()


class TestFormats:
    def test_the_ready_ones_say_what_their_sources_say(self):
        read = {
            "size_from": "pupils_per_group_min",
            "size_to": "pupils_per_group_max",
            "grade_from": "grade_from",
            "grade_to": "grade_to",
            "age_from": "age_from",
            "age_to": "age_to",
            "teachers": "culture_school_teachers",
            "partner_staff": "partner_staff",
            "session_minutes": "minutes_per_group_and_session",
            "weeks_from": "weeks_min",
            "weeks_to": "weeks_max",
        }
        for ready, row in zip(BY_KIND["special_needs_group"], source("special_needs_formats"), strict=True):
            assert ready.key == row["format"]
            assert ready.values == {name: int(row[column]) for name, column in read.items()}
        levels = source("fordypning_levels_kongsberg")
        for ready, row in zip(BY_KIND["fordypning"], levels, strict=True):
            found = ready.values
            assert found["grade_from"] == int(row["from_grade"])
            assert found["session_minutes"] == int(row["weekly_lesson_minutes"])
            assert found["fee_factor"] == Decimal(row["fee_multiplier"])
            assert found["weekly_theory"] is row["weekly_theory"].startswith("yes")
            assert str(found.get("gatherings_a_year", "")) == row["saturday_gatherings_per_year"]
            assert str(found.get("gatherings_a_semester", "")) == row["gatherings_or_trips_per_semester"]
            assert found["trips_are_extra"] is (row["extra_fee"] != "none")
            assert bool(ready.ensemble) is bool(row["ensemble"])

    def test_a_school_takes_them_in_once_with_grades_of_its_country(self, samklang):
        made = make_programme(
            actor=Actor.of(samklang.kari),
            school_id=samklang.kongsberg.pk,
            facts=facts(public_name="Samspill", kind="special_needs_group"),
        )
        for _twice in range(2):
            take_in_ready_formats(
                actor=Actor.of(samklang.kari), programme_id=made.pk, school_id=samklang.kongsberg.pk
            )
        short = rows(Format).filter(programme=made).order_by("session_minutes").first()
        assert rows(Format).filter(programme=made).count() == 3
        assert (short.name, short.school, short.grade_from, short.grade_to) == ("Kort opplegg", None, 4, 6)

    def test_in_a_shared_programme_a_school_makes_its_own_and_its_lead_those_of_all(
        self, samklang, programme
    ):
        new = FormatFacts(name="Kor", session_minutes=60)
        own = make_format(
            actor=Actor.of(samklang.bodil),
            programme_id=programme.pk,
            facts=new,
            school_id=samklang.roskilde.pk,
        )
        with pytest.raises(PermissionDenied):
            make_format(actor=Actor.of(samklang.bodil), programme_id=programme.pk, facts=new)
        common = make_format(actor=Actor.of(samklang.petra), programme_id=programme.pk, facts=new)
        assert set(Format.objects.visible_to(samklang.kim)) == {common}
        assert set(Format.objects.visible_to(samklang.bodil)) == {common, own}
        with pytest.raises(NameTaken):
            make_format(actor=Actor.of(samklang.petra), programme_id=programme.pk, facts=new)

    def test_one_that_groups_follow_is_changed_and_not_removed(self, samklang, programme):
        row = make_format(
            actor=Actor.of(samklang.petra),
            programme_id=programme.pk,
            facts=FormatFacts(name="Kor", session_minutes=60),
        )
        people.group(samklang.run, samklang.roskilde, "Koret", format=row)
        change_format(
            actor=Actor.of(samklang.petra),
            format_id=row.pk,
            facts=FormatFacts(name="Kor", session_minutes=45),
            based_on=version_of_format(row),
        )
        with pytest.raises(FormatInUse, match="1 group"):
            remove_format(actor=Actor.of(samklang.petra), format_id=row.pk)


class TestGoals:
    def test_a_goal_is_a_number_tied_to_run_and_focus_area_of_the_same_school(self, samklang):
        area = add_focus_area(
            actor=Actor.of(samklang.bodil), school_id=samklang.roskilde.pk, name="Inklusion"
        )
        foreign = FocusArea.objects.create(school=samklang.koege, name="Talent")
        wanted = GoalFacts("I arbejde", "percent", Decimal(90), samklang.run.pk, area.pk)
        made = self.add(samklang, wanted)
        assert (made.focus_area, made.run) == (area, samklang.run)
        with pytest.raises(FocusArea.DoesNotExist):
            self.add(samklang, GoalFacts("I arbejde", "percent", Decimal(90), None, foreign.pk))
        end_focus_area(actor=Actor.of(samklang.bodil), focus_area_id=area.pk)
        made.refresh_from_db()
        assert made.focus_area.ended_on == timezone.localdate()

    def test_its_number_is_read_without_noughts_that_say_nothing(self, samklang, browser_of):
        for target, shown in (("90", "90"), ("7.5", "7.5")):
            made = self.add(samklang, GoalFacts(f"Over {target}", "number", Decimal(target)))
            form = browser_of(samklang.bodil).get(reverse("programmes:goal", args=[made.pk])).context["form"]
            assert form["target"].value() == shown

    def test_one_that_has_been_counted_stays(self, samklang):
        made = self.add(samklang, GoalFacts("Flere med", "number", Decimal(10)))
        GoalResult.objects.create(
            school=samklang.roskilde, goal=made, run=samklang.run, on=DAY, reached=3, noted_by=samklang.bodil
        )
        with pytest.raises(GoalHasResults):
            remove_goal(actor=Actor.of(samklang.bodil), goal_id=made.pk)

    def add(self, samklang, wanted) -> Goal:
        return add_goal(
            actor=Actor.of(samklang.bodil),
            programme_id=samklang.programme.pk,
            school_id=samklang.roskilde.pk,
            facts=wanted,
        )

    @pytest.mark.parametrize("target", ["0", "-1", "101", "NaN", "many", "1" * 400])
    def test_per_cents_are_above_zero_and_at_most_100(self, samklang, browser_of, target):
        where = reverse("programmes:new_goal", kwargs={"pk": samklang.programme.pk})
        data = {"school": samklang.roskilde.pk, "text": "Mål", "unit": "percent", "target": target}
        assert browser_of(samklang.bodil).post(where, data).status_code == 422


class TestSharing:
    def test_schools_and_sub_regions_are_by_period(self, samklang, programme):
        lead, greve = Actor.of(samklang.petra), people.school("Greve", samklang.roskilde.municipality)
        add_school(actor=lead, programme_id=programme.pk, school_id=greve.pk, valid_from=DAY)
        with pytest.raises(AlreadyTakesPart):
            add_school(actor=lead, programme_id=programme.pk, school_id=greve.pk, valid_from=DAY)
        north, south = (
            add_sub_region(actor=lead, programme_id=programme.pk, name=name) for name in ("Nord", "Syd")
        )
        moved = datetime.date(2026, 8, 1)
        for region, day in ((north, DAY), (south, moved)):
            place_in_sub_region(actor=lead, sub_region_id=region.pk, school_id=greve.pk, valid_from=day)
        periods = rows(SubRegionSchool).filter(school=greve)
        assert [one.sub_region for one in periods.valid_on(datetime.date(2026, 7, 31))] == [north]
        assert [one.sub_region for one in periods.valid_on(moved)] == [south]
        last = datetime.date(2026, 12, 31)
        part = rows(ProgrammeSchool).get(school=greve)
        end_school(actor=lead, period_id=part.pk, valid_to=last)
        assert not periods.valid_on(datetime.date(2027, 1, 1)).exists()
        again = datetime.date(2027, 8, 1)
        add_school(actor=lead, programme_id=programme.pk, school_id=greve.pk, valid_from=again)
        place_in_sub_region(actor=lead, sub_region_id=north.pk, school_id=greve.pk, valid_from=again)
        with pytest.raises(AlreadyTakesPart):
            end_school(actor=lead, period_id=part.pk, valid_to=again)
        end_school(actor=lead, period_id=part.pk, valid_to=datetime.date(2026, 11, 30))
        assert [one.sub_region for one in periods.valid_on(again)] == [north]
        assert not periods.valid_on(last).exists()

    def test_a_coordinator_of_one_of_its_schools_does_not_share_it(self, samklang, programme):
        with pytest.raises(PermissionDenied):
            add_school(
                actor=Actor.of(samklang.bodil),
                programme_id=programme.pk,
                school_id=samklang.koege.pk,
                valid_from=DAY,
            )

    def test_roles_go_to_coordinators_of_its_schools_and_somebody_always_leads(self, samklang, programme):
        lead = Actor.of(samklang.petra)
        region = add_sub_region(actor=lead, programme_id=programme.pk, name="Nord")
        role = give_programme_role(
            actor=lead, programme_id=programme.pk, user_id=samklang.kim.pk, sub_region_id=region.pk
        )
        assert (role.user, role.sub_region) == (samklang.kim, region)
        with pytest.raises(Membership.DoesNotExist):
            give_programme_role(actor=lead, programme_id=programme.pk, user_id=samklang.ida.pk)
        own = rows(ProgrammeMembership).get(user=samklang.petra, programme=programme)
        with pytest.raises(LastLead):
            end_programme_role(actor=lead, programme_id=programme.pk, membership_id=own.pk)
        give_programme_role(actor=lead, programme_id=programme.pk, user_id=samklang.bodil.pk)
        end_programme_role(actor=lead, programme_id=programme.pk, membership_id=own.pk)
        own.refresh_from_db()
        assert own.ended_at


class TestSubRegionPage:
    def test_its_coordinator_comes_to_schools_of_a_day_formats_and_runs_and_to_no_person(
        self, samklang, programme, browser_of
    ):
        lead = Actor.of(samklang.petra)
        region = add_sub_region(actor=lead, programme_id=programme.pk, name="Nord")
        place_in_sub_region(
            actor=lead, sub_region_id=region.pk, school_id=samklang.roskilde.pk, valid_from=DAY
        )
        ProgrammeMembership.objects.create(user=samklang.nils, programme=programme, sub_region=region)
        setups.last_years(samklang, programme)
        client = browser_of(samklang.nils)
        assert client.get("/").url == reverse("programmes:sub_region")
        page = client.get(reverse("programmes:sub_region"), {"day": "2026-02-01"}).content.decode()
        for words in ("Kulturskolen Roskilde", "Mellem", "2025/26"):
            assert words in page
        for words in ("Amina", "Ida", "Østervang"):
            assert words not in page
        before = client.get(reverse("programmes:sub_region"), {"day": "2025-02-01"}).content.decode()
        assert "Kulturskolen Roskilde" not in before
        assert client.get(reverse("programmes:sub_region"), {"day": "31.31."}).status_code == 422

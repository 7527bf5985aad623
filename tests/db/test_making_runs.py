"""A run in minutes: from formats, from last year, from another municipality; never people."""

import datetime
import threading

import pytest
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from participants.models import Attendance, Enrolment, SchoolSettings
from partners.models import Contact
from portal.accounts.models import CultureSchool, Membership
from portal.audit.actor import Actor
from portal.audit.models import AuditEntry
from portal.audit.saving import NameTaken
from portal.scope.roles import Role
from programmes.actions.copy_run import Source
from programmes.actions.make_run import RunFacts, make_run
from programmes.actions.save_format import take_in_ready_formats
from programmes.models import (
    Format,
    Group,
    Programme,
    ProgrammeRun,
    RunSchool,
    Session,
    SessionPlan,
    Staffing,
)
from tests.db import people, setups
from tests.db.setups import NEXT_ENDS, NEXT_STARTS, group_of, rows

NEXT = RunFacts("2026/27", NEXT_STARTS, NEXT_ENDS)


def make(user, programme, school, facts=NEXT, **fields):
    return make_run(
        actor=Actor.of(user), programme_id=programme.pk, school_id=school.pk, facts=facts, **fields
    )


@pytest.fixture
def programme(samklang) -> Programme:
    return setups.shared(samklang)


@pytest.fixture
def last_year(samklang, programme) -> ProgrammeRun:
    return setups.last_years(samklang, programme)


@pytest.mark.django_db
class TestFromLastYear:
    def copied(self, samklang, last_year):
        source = Source(last_year.pk, samklang.roskilde.pk)
        return make(samklang.bodil, last_year.programme, samklang.roskilde, source=source)

    def test_groups_staff_and_plan_come_over_and_the_plan_keeps_its_weekday(self, samklang, last_year):
        made = self.copied(samklang, last_year)
        old, new = group_of(last_year), group_of(made.run)
        for name in (
            "name",
            "capacity",
            "format",
            "partner_school",
            "venue",
            "price",
            "weekday",
            "grade_from",
        ):
            assert getattr(new, name) == getattr(old, name)
        assert (new.grade_to, new.grade_country, new.wants_buddies, new.in_catalogue) == (
            2,
            "DK",
            True,
            False,
        )
        assert {str(one) for one in rows(Staffing).filter(group=new)} == {"Ida Lærkedal", "Pia Partner"}
        plan = rows(SessionPlan).get(group=new)
        assert (plan.starts_on, plan.ends_on) == (datetime.date(2026, 8, 19), NEXT_ENDS)
        assert (plan.weekdays, plan.room, plan.starts_on.isoweekday()) == ([3], "Scenen", 3)
        assert made.run.copied_from == last_year
        assert (made.run.state, made.run.host_school) == ("planned", samklang.roskilde)

    def test_the_sessions_of_its_plans_are_shown_and_made_in_one_go_and_once(
        self, samklang, last_year, browser_of
    ):
        made = self.copied(samklang, last_year)
        bodil, where = browser_of(samklang.bodil), reverse("programmes:plan_run", args=[made.run.pk])
        sessions = rows(Session).filter(group__run=made.run)
        shown = bodil.get(where, {"stored": "1"}).context["preview"]
        assert (shown.number > 30, sessions.count()) == (True, 0)
        for _twice in range(2):
            assert bodil.post(where, {"stored": "1"}).status_code == 302
            assert sessions.count() == shown.number
        days = {timezone.localdate(one.starts_at).isoweekday() for one in sessions}
        assert (days, {one.room for one in sessions}) == ({3}, {"Scenen"})
        assert rows(SessionPlan).filter(group__run=made.run).count() == 1
        rows(ProgrammeRun).filter(pk=made.run.pk).update(ends_on=NEXT_ENDS - datetime.timedelta(weeks=9))
        assert bodil.post(where, {"stored": "1"}, follow=True).redirect_chain[0][0] == where
        assert sessions.count() == shown.number

    def test_no_participant_no_enrolment_no_attendance_and_no_note_ever_comes_over(self, samklang, last_year):
        before = {model: rows(model).count() for model in (Enrolment, Attendance, Session)}
        made = self.copied(samklang, last_year)
        assert {model: rows(model).count() for model in before} == before
        assert not rows(Enrolment).filter(group__run=made.run).exists()
        assert not rows(Session).filter(group__run=made.run).exists()

    def test_who_no_longer_works_there_is_left_out_and_counted(self, samklang, last_year):
        Membership.objects.everything(why=people.WHY).filter(user=samklang.ida).update(
            ended_at=people.timezone.now()
        )
        rows(Contact).update(valid_to=datetime.date(2025, 12, 31))
        made = self.copied(samklang, last_year)
        assert not rows(Staffing).filter(group__run=made.run).exists()
        assert made.copied.staff_left == 2

    def test_it_is_in_the_log(self, samklang, last_year):
        made = self.copied(samklang, last_year)
        entry = AuditEntry.objects.everything(why=people.WHY).get(action="make run")
        assert (entry.object_id, entry.values["copied_from"]) == (str(made.run.pk), last_year.pk)


@pytest.mark.django_db
class TestFromAnotherMunicipality:
    def copied(self, samklang, last_year, user=None, school=None):
        source = Source(last_year.pk, samklang.roskilde.pk)
        return make(user or samklang.kim, last_year.programme, school or samklang.koege, source=source)

    def test_neither_its_staff_nor_its_partners_rooms_names_and_prices_come_over(self, samklang, last_year):
        made = self.copied(samklang, last_year)
        new = group_of(made.run)
        assert (new.school, new.name, new.capacity, new.weekday) == (samklang.koege, "Mellem 1", 6, 3)
        assert (new.partner_school, new.venue, new.price) == (None, "", None)
        assert not rows(Staffing).filter(group=new).exists()
        plan = rows(SessionPlan).get(group=new)
        assert (plan.school, plan.room, plan.starts_on) == (samklang.koege, "", datetime.date(2026, 8, 19))
        assert not rows(RunSchool).filter(run=made.run, school=samklang.roskilde).exists()

    def test_across_the_border_grades_are_turned_by_age(self, samklang, last_year):
        made = self.copied(samklang, last_year, samklang.kari, samklang.kongsberg)
        new = group_of(made.run)
        assert (new.grade_from, new.grade_to, new.grade_country) == (1, 3, "NO")
        assert made.copied.grades_turned == [new.name]

    def test_a_grade_that_the_country_has_not_is_left_open_and_said(self, samklang, programme):
        run = people.run(programme, [samklang.kongsberg], "Eldre", starts_on=NEXT_STARTS, ends_on=NEXT_ENDS)
        people.group(run, samklang.kongsberg, "Vg3", grade_from=12, grade_to=13, grade_country="NO")
        made = make(
            samklang.bodil, programme, samklang.roskilde, source=Source(run.pk, samklang.kongsberg.pk)
        )
        new = group_of(made.run)
        assert (new.grade_from, new.grade_country) == (None, "")
        assert made.copied.grades_left_open == [new.name]

    def test_another_schools_own_format_stays_with_it(self, samklang, last_year):
        rows(Format).update(school=samklang.roskilde)
        assert group_of(self.copied(samklang, last_year).run).format is None

    def test_what_is_not_shared_is_not_copied_by_others(self, samklang, last_year):
        rows(Programme).filter(pk=last_year.programme_id).update(is_shared=False)
        with pytest.raises(ProgrammeRun.DoesNotExist):
            self.copied(samklang, last_year)

    def test_a_run_of_another_programme_is_out_of_reach(self, samklang, programme):
        with pytest.raises(ProgrammeRun.DoesNotExist):
            make(
                samklang.kari,
                programme,
                samklang.kongsberg,
                source=Source(samklang.run.pk, samklang.roskilde.pk),
            )


@pytest.mark.django_db
class TestFromFormats:
    def test_so_many_groups_of_each_with_places_and_grades_in_the_schools_country(self, samklang, programme):
        made = take_in_ready_formats(actor=Actor.of(samklang.petra), programme_id=programme.pk)
        short, medium, long = made
        run = make(
            samklang.kari, programme, samklang.kongsberg, formats={short.pk: 1, medium.pk: 2, long.pk: 0}
        ).run
        groups = rows(Group).filter(run=run).order_by("name")
        assert [
            (one.name, one.capacity, one.grade_from, one.grade_to, one.grade_country) for one in groups
        ] == [
            ("Kort forløb", 3, 4, 6, "NO"),
            ("Mellemlangt forløb 1", 6, 5, 8, "NO"),
            ("Mellemlangt forløb 2", 6, 5, 8, "NO"),
        ]

    def test_a_format_from_a_grade_on_is_open_to_the_last_grade(self, samklang):
        programme = Programme.objects.create(public_name="Mer musikk", kind="fordypning", country="NO")
        programme.schools.add(samklang.kongsberg, through_defaults={"valid_from": NEXT_STARTS})
        first, second = take_in_ready_formats(actor=Actor.of(samklang.kari), programme_id=programme.pk)
        assert (second.gatherings_a_semester, second.gatherings_a_year, second.fee_factor) == (2, None, 2)
        run = make(samklang.kari, programme, samklang.kongsberg, formats={first.pk: 1}).run
        assert (group_of(run).grade_from, group_of(run).grade_to) == (6, 13)

    def test_formats_of_one_name_give_groups_of_two(self, samklang, programme):
        same = [
            Format.objects.create(programme=programme, name="Kor", session_minutes=45, school=school)
            for school in (None, samklang.roskilde)
        ]
        run = make(samklang.bodil, programme, samklang.roskilde, formats={one.pk: 1 for one in same}).run
        assert {group.name for group in rows(Group).filter(run=run)} == {"Kor", "Kor (2)"}

    def test_another_schools_own_format_is_out_of_reach(self, samklang, programme):
        foreign = Format.objects.create(
            programme=programme, name="Kor", session_minutes=45, school=samklang.koege
        )
        with pytest.raises(Format.DoesNotExist):
            make(samklang.bodil, programme, samklang.roskilde, formats={foreign.pk: 1})


@pytest.mark.django_db
class TestTheRunItself:
    def test_details_are_kept_as_long_as_its_host_has_set(self, samklang, programme):
        SchoolSettings.objects.create(school=samklang.roskilde, retention_years=3)
        assert make(samklang.bodil, programme, samklang.roskilde).run.retention_on == datetime.date(
            2030, 6, 18
        )
        kongsbergs = make(
            samklang.kari, programme, samklang.kongsberg, RunFacts("NO", NEXT_STARTS, NEXT_ENDS)
        )
        assert kongsbergs.run.retention_on == datetime.date(2032, 6, 18)

    def test_schools_of_the_programme_take_part_and_others_cannot(self, samklang, programme):
        run = make(samklang.bodil, programme, samklang.roskilde, with_schools=[samklang.koege.pk]).run
        assert set(run.schools.all()) == {samklang.roskilde, samklang.koege}
        foreign = people.school("Musikskolen Greve", samklang.roskilde.municipality)
        with pytest.raises(CultureSchool.DoesNotExist):
            make(
                samklang.bodil,
                programme,
                samklang.roskilde,
                RunFacts("Andet", NEXT_STARTS, NEXT_ENDS),
                with_schools=[foreign.pk],
            )

    def test_a_teacher_and_a_lead_make_none(self, samklang, programme):
        for user in (samklang.ida, samklang.petra):
            with pytest.raises(CultureSchool.DoesNotExist):
                make(user, programme, samklang.roskilde)


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_two_who_make_the_same_run_at_once_get_one_run_and_one_message(samklang):
    programme = setups.shared(samklang)
    another = people.person("Bente Bro", Role.COORDINATOR, samklang.roskilde)
    barrier, outcomes = threading.Barrier(2), []

    def run_of(user) -> None:
        barrier.wait()
        try:
            make(user, programme, samklang.roskilde)
            outcomes.append("made")
        except NameTaken as refusal:
            outcomes.append(str(refusal))
        finally:
            connection.close()

    threads = [threading.Thread(target=run_of, args=(user,)) for user in (samklang.bodil, another)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert rows(ProgrammeRun).filter(programme=programme).count() == 1
    assert outcomes.count("made") == 1
    assert any("2026/27" in one for one in outcomes)


@pytest.mark.django_db
class TestThePage:
    @pytest.fixture
    def coordinator(self, samklang, browser_of):
        samklang.bodil.chosen_language = "en"
        samklang.bodil.save()
        return browser_of(samklang.bodil)

    def where(self, programme) -> str:
        return reverse("programmes:new_run", kwargs={"pk": programme.pk})

    def sent(self, samklang, **fields):
        days = {"starts_on": "2026-08-17", "ends_on": "2027-06-18"}
        return {"school": samklang.roskilde.pk, "name": "2026/27", "source": "empty", **days, **fields}

    def test_last_years_own_run_is_offered_first_and_a_year_later(self, samklang, last_year, coordinator):
        page = coordinator.get(self.where(last_year.programme)).content.decode()
        assert 'value="2026-08-17"' in page
        assert "Copy 2025/26 from Kulturskolen Roskilde: 1 group" in page
        data = self.sent(samklang, source=f"{last_year.pk}-{samklang.roskilde.pk}")
        response = coordinator.post(self.where(last_year.programme), data, follow=True)
        assert response.redirect_chain[0][0].endswith("/setup/")
        assert "1 group is copied" in response.content.decode()

    @pytest.mark.parametrize(
        ("fields", "words"),
        [
            ({"ends_on": "2026-08-01"}, "before the first day"),
            ({"name": "N" * 10_000}, "Write at most 120 characters"),
            ({"name": ""}, "Write something here"),
            ({"starts_on": "31.31.2026"}, "Write the day as year"),
            ({"source": "1-999999"}, "Choose one that is listed"),
            ({"school": "🎺"}, "Choose one that is listed"),
        ],
    )
    def test_wrong_input_is_refused_in_words_and_makes_nothing(
        self, samklang, last_year, coordinator, fields, words
    ):
        response = coordinator.post(self.where(last_year.programme), self.sent(samklang, **fields))
        page = response.content.decode()
        assert response.status_code == 422
        assert words in page
        assert rows(ProgrammeRun).filter(programme=last_year.programme).count() == 1

    def test_a_name_that_is_taken_is_said_at_the_name(self, samklang, last_year, coordinator):
        response = coordinator.post(self.where(last_year.programme), self.sent(samklang, name="2025/26"))
        assert response.status_code == 422
        assert "has a run called “2025/26” already" in response.content.decode()

    def test_an_emoji_is_a_name_like_any_other(self, samklang, last_year, coordinator):
        coordinator.post(self.where(last_year.programme), self.sent(samklang, name="🎺 2026"))
        assert rows(ProgrammeRun).filter(name="🎺 2026").exists()

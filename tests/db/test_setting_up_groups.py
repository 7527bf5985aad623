"""Groups of a run and who works in them, what differs from a format, and the life of a run."""

import datetime

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from participants.actions.cancel_session import cancel_session
from participants.actions.close_run import close_run
from participants.models import Enrolment, EnrolmentMove, Message, Place, SchoolSettings
from partners.models import Contact
from portal.accounts.models import Membership
from portal.audit.actor import Actor
from portal.audit.saving import NameTaken
from portal.audit.versions import ChangedMeanwhile
from programmes.actions.make_run import RunFacts
from programmes.actions.save_group import (
    GroupInUse,
    GroupSetup,
    change_group,
    make_group,
    remove_group,
    version_of_group,
)
from programmes.actions.save_run import SchoolStays, change_run, open_run, version_of_run
from programmes.actions.staff_group import add_contact, add_teacher, remove_staff
from programmes.models import Format, Group, ProgrammeRun, Session, Staffing
from programmes.policies.run import RunClosed
from tests.db import people, seasons
from tests.db.accounts import budget_line
from tests.db.setups import rows

pytestmark = pytest.mark.django_db


@pytest.fixture
def run(samklang) -> ProgrammeRun:
    return seasons.next_run(samklang)


@pytest.fixture
def group(samklang, run) -> Group:
    return make(samklang, run)


def make(samklang, run, name="Sneglene", capacity=6, **fields) -> Group:
    return make_group(
        actor=Actor.of(samklang.bodil),
        run_id=run.pk,
        school_id=samklang.roskilde.pk,
        setup=GroupSetup(name=name, **fields),
        capacity=capacity,
    )


class TestGroups:
    def test_a_group_is_made_and_changed_and_its_places_stay(self, samklang, group):
        setup = GroupSetup(name="Sneglene", grade_from=0, grade_to=1, grade_country="DK", price=0)
        changed = change_group(
            actor=Actor.of(samklang.bodil), group_id=group.pk, setup=setup, based_on=version_of_group(group)
        )
        assert (changed.grade_from, changed.grade_to, changed.price, changed.capacity) == (0, 1, 0, 6)
        with pytest.raises(ChangedMeanwhile):
            change_group(
                actor=Actor.of(samklang.bodil),
                group_id=group.pk,
                setup=GroupSetup(name="Andre"),
                based_on=version_of_group(group),
            )

    def test_a_name_once_a_run_no_foreign_format_and_nothing_in_a_closed_run(self, samklang, run, group):
        with pytest.raises(NameTaken):
            make(samklang, run)
        foreign = Format.objects.create(
            programme=run.programme, school=samklang.koege, name="Køges", session_minutes=30
        )
        with pytest.raises(Format.DoesNotExist):
            make(samklang, run, "Andre", format_id=foreign.pk)
        with pytest.raises(RunClosed):
            make(samklang, samklang.closed_run, "Andre")

    def test_it_is_removed_with_plan_and_staff_while_nothing_else_hangs_on_it(self, samklang, group):
        add_teacher(actor=Actor.of(samklang.bodil), group_id=group.pk, user_id=samklang.ida.pk)
        enrolment = people.applies(group, samklang.amina)
        with pytest.raises(GroupInUse):
            remove_group(actor=Actor.of(samklang.bodil), group_id=group.pk)
        enrolment.delete()
        remove_group(actor=Actor.of(samklang.bodil), group_id=group.pk)
        assert not rows(Group).filter(pk=group.pk).exists()
        assert not rows(Staffing).filter(group=group.pk).exists()

    def test_another_schools_group_is_out_of_reach(self, samklang):
        with pytest.raises(Group.DoesNotExist):
            remove_group(actor=Actor.of(samklang.bodil), group_id=samklang.koege_group.pk)


class TestStaff:
    def test_teachers_of_the_school_and_contacts_who_are_there_work_in_it(self, samklang, group):
        actor, agency = Actor.of(samklang.bodil), samklang.group.partner_school
        here, gone = (
            Contact.objects.create(
                agency=agency, name=name, valid_from=datetime.date(2024, 1, 1), valid_to=last
            )
            for name, last in (("Pia", None), ("Per", datetime.date(2024, 12, 31)))
        )
        for _twice in range(2):
            add_teacher(actor=actor, group_id=group.pk, user_id=samklang.otto.pk)
            add_contact(actor=actor, group_id=group.pk, contact_id=here.pk)
        assert Group.objects.visible_to(samklang.otto).filter(pk=group.pk).exists()
        with pytest.raises(Contact.DoesNotExist):
            add_contact(actor=actor, group_id=group.pk, contact_id=gone.pk)
        with pytest.raises(Membership.DoesNotExist):
            add_teacher(actor=actor, group_id=group.pk, user_id=samklang.tove.pk)
        assert rows(Staffing).filter(group=group).count() == 2
        staffing = rows(Staffing).get(group=group, user=samklang.otto)
        remove_staff(actor=actor, group_id=group.pk, staffing_id=staffing.pk)
        assert not Group.objects.visible_to(samklang.otto).filter(pk=group.pk).exists()

    @pytest.mark.parametrize("sent", ["", "user-", "user-x", "school-1", "user-²", "user-" + "9" * 400])
    def test_what_is_nobody_is_asked_for_again(self, samklang, group, browser_of, sent):
        where = reverse("programmes:staff", kwargs={"pk": group.pk})
        assert browser_of(samklang.bodil).post(where, {"add": sent}).status_code == 302
        assert not rows(Staffing).filter(group=group).exists()


class TestTakenAlready:
    """Of a group that meets already: what is new to it is asked about, at what is to come."""

    @pytest.fixture
    def elsewhere(self, samklang) -> Session:
        """Otto's own group meets yesterday and tomorrow when Ida's does, tomorrow in the hall."""
        people.session(samklang.other_group, -1)
        return people.session(samklang.other_group, 1, room="Sal 3")

    def staffed(self, samklang, browser_of):
        where = reverse("programmes:staff", kwargs={"pk": samklang.group.pk})
        return browser_of(samklang.bodil).post(where, {"add": f"user-{samklang.otto.pk}"})

    def test_a_teacher_is_not_put_into_a_group_that_meets_when_she_is_elsewhere(
        self, samklang, browser_of, elsewhere
    ):
        answer = self.staffed(samklang, browser_of)
        assert (answer.status_code, "Lilleskoven" in answer.content.decode()) == (422, True)
        assert not rows(Staffing).filter(group=samklang.group, user=samklang.otto).exists()
        cancel_session(actor=Actor.of(samklang.bodil), session_id=elsewhere.pk, reason="illness")
        for _twice in range(2):
            assert self.staffed(samklang, browser_of).status_code == 302
        assert rows(Staffing).filter(group=samklang.group, user=samklang.otto).count() == 1

    def test_a_group_does_not_get_a_room_that_is_taken_when_it_meets(self, samklang, browser_of, elsewhere):
        where = reverse("programmes:group_setup", kwargs={"pk": samklang.group.pk})
        browser = browser_of(samklang.bodil)
        form = browser.get(where).context["form"]
        data = {name: form[name].value() or "" for name in form.fields} | {"venue": "sal  3"}
        data = {name: value for name, value in data.items() if value is not False}
        answer = browser.post(where, data)
        assert (answer.status_code, "Lilleskoven" in answer.content.decode()) == (422, True)
        samklang.group.refresh_from_db()
        assert samklang.group.venue == ""
        rows(Session).filter(pk=samklang.tomorrow.pk).update(room="Sal 4")
        assert browser.post(where, data).status_code == 302


class TestThePage:
    @pytest.fixture
    def coordinator(self, samklang, browser_of):
        samklang.bodil.chosen_language = "en"
        samklang.bodil.save()
        return browser_of(samklang.bodil)

    def test_choosing_a_format_says_what_differs_with_both_numbers_and_saves(
        self, samklang, group, coordinator
    ):
        medium = Format.objects.create(
            programme=group.run.programme,
            name="Mellem",
            session_minutes=45,
            size_from=2,
            size_to=4,
            teachers=2,
            grade_from=4,
            grade_to=7,
        )
        where = reverse("programmes:group_setup", kwargs={"pk": group.pk})
        based_on = coordinator.get(where).content.decode().partition('name="based_on" value="')[2][:16]
        times = {"time_from": "13:00", "time_to": "13:30", "grade_from": "0", "grade_to": "2"}
        data = {"name": "Sneglene", "format": medium.pk, "based_on": based_on, **times}
        page = coordinator.post(where, data, follow=True).content.decode()
        for words in (
            "Places: 6. The format has 2–4.",
            "Grades: 0–2. The format has 4–7.",
            "Teachers of the culture school: 0. The format has 2.",
            "Minutes a session: 30. The format has 45.",
        ):
            assert words in page
        group.refresh_from_db()
        assert (group.format, group.grade_from) == (medium, 0)

    @pytest.mark.parametrize(
        "wrong",
        [
            {"time_from": "14:00", "time_to": "13:00"},
            {"grade_from": "3", "grade_to": "1"},
            {"grade_from": "0"},
            {"grade_from": "13", "grade_to": "13"},
            {"price": "-1"},
            {"name": "G" * 10_000},
            {"weekday": "9"},
        ],
    )
    def test_wrong_input_is_refused(self, group, coordinator, wrong):
        where = reverse("programmes:group_setup", kwargs={"pk": group.pk})
        assert coordinator.post(where, {"name": "Sneglene", **wrong}).status_code == 422

    def test_the_page_of_the_run_shows_its_own_groups_alone(self, samklang, coordinator):
        page = coordinator.get(reverse("programmes:setup", kwargs={"pk": samklang.run.pk})).content.decode()
        assert "Prøvevangen" in page
        assert "Havnen" not in page


class TestTheLifeOfARun:
    def change(self, samklang, run, schools=(), **fields):
        given = {"name": run.name, "starts_on": run.starts_on, "ends_on": run.ends_on, **fields}
        return change_run(
            actor=Actor.of(samklang.bodil),
            run_id=run.pk,
            facts=RunFacts(**given),
            with_schools=schools,
            based_on=version_of_run(run),
        )

    def test_a_later_end_keeps_details_longer(self, samklang, run):
        SchoolSettings.objects.create(school=samklang.roskilde, retention_years=2)
        self.change(samklang, run, [samklang.koege.pk], ends_on=datetime.date(2030, 6, 30))
        run.refresh_from_db()
        assert run.retention_on == datetime.date(2032, 6, 30)

    def test_a_school_with_groups_or_money_goes_on_taking_part(self, samklang, run):
        with pytest.raises(SchoolStays, match="Køge has groups"):
            self.change(samklang, samklang.run)
        budget_line(samklang.kim, run, samklang.koege)
        with pytest.raises(SchoolStays, match="Køge has money"):
            self.change(samklang, run)

    def test_its_host_opens_it_and_another_school_does_not(self, samklang, run):
        with pytest.raises(PermissionDenied):
            open_run(actor=Actor.of(samklang.kim), run_id=run.pk)
        assert open_run(actor=Actor.of(samklang.bodil), run_id=run.pk).state == "open"

    def test_closing_completes_places_writes_to_nobody_and_is_done_once(self, samklang):
        people.applies(samklang.group, samklang.dagny)
        for _twice in range(2):
            close_run(actor=Actor.of(samklang.bodil), run_id=samklang.run.pk)
        samklang.run.refresh_from_db()
        states = rows(Enrolment).filter(group__run=samklang.run).values_list("state", flat=True)
        assert (samklang.run.state, sorted(states)) == ("closed", ["applied", *["completed"] * 5])
        assert not rows(Place).filter(group__run=samklang.run).exists()
        assert rows(EnrolmentMove).filter(to_state="completed").count() == 5
        assert not rows(Message).exists()
        with pytest.raises(RunClosed):
            open_run(actor=Actor.of(samklang.bodil), run_id=samklang.run.pk)

    def test_what_follows_is_said_before(self, samklang, browser_of):
        samklang.bodil.chosen_language = "en"
        samklang.bodil.save()
        page = browser_of(samklang.bodil).get(
            reverse("participants:close_run", kwargs={"pk": samklang.run.pk})
        )
        words = page.content.decode()
        assert "4 places become completed" in words
        assert "not logged" in words
        assert "never changed" in words

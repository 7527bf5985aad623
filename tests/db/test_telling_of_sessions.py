"""A cancelled or moved session: its families know at once, in words that tell nothing; the rest are calls."""

import datetime

import pytest
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from participants.actions.cancel_session import cancel_session, take_up_session
from participants.actions.move_session import Where, move_session, version_of_session
from participants.failures import note_failures
from participants.links import token_of
from participants.models import Channel, FamilyLink, Guardian, Message, MessageKind
from participants.tasks import send
from portal.audit.actor import Actor
from portal.audit.versions import ChangedMeanwhile
from portal.jobs.models import Job, JobState
from programmes.actions.booking import DoubleBooked
from programmes.actions.remove_plan import remove_plan
from programmes.models import Group, Session
from programmes.policies.plan import AlreadyHeld, OutsideRun, SessionCancelled
from tests.db.letters import sent
from tests.db.people import WHY, Samklang, child, enrol, group, session
from tests.db.planning import LAST, WEEK, autumn, made, plans, sessions, wanted

pytestmark = pytest.mark.django_db
EMAIL = "mor@example.org"
HOUR = datetime.timedelta(hours=1)
SECRETS = (
    "Selma",
    "Prøvedal",
    "Musik for alle",
    "Prøvevangen",
    "Prøvevangens",
    "illness",
    "sygdom",
    "special",
)


def enrolled(of: Group, name: str, *, email: str = EMAIL, language: str = "da", place=None, **fields):
    """A child with a place and a link of its family; without `email` there is no contact at all."""
    person = child(of.school, name, **fields)
    enrolment = enrol(of, person, **(place or {}))
    Guardian.objects.everything(why=WHY).filter(participant=person).update(phone="")
    if email:
        later = timezone.now() + datetime.timedelta(days=90)
        link = FamilyLink.objects.create(school=of.school, language=language, email=email, expires_at=later)
        enrolment.application.link = link
        enrolment.application.save()
    return enrolment


def messages() -> list[Message]:
    return list(Message.objects.everything(why=WHY).select_related("job", "link").order_by("pk"))


@pytest.fixture
def ahead(samklang) -> Session:
    """Tomorrow's, of a group that has nobody else: its room names nothing."""
    of = group(samklang.run, samklang.roskilde, "Prøvevangen B", 8, samklang.ida, venue="Sal 4")
    of.partner_school = samklang.group.partner_school
    of.save()
    return session(of, 1, hour=9)


def cancelled(samklang: Samklang, row: Session, reason: str = "illness") -> list[Message]:
    return cancel_session(actor=Actor.of(samklang.ida), session_id=row.pk, reason=reason)


def moved(
    samklang: Samklang, row: Session, *, by: datetime.timedelta = HOUR, room: str = ""
) -> list[Message]:
    row.refresh_from_db()
    to = Where(row.starts_at + by, row.ends_at + by, room)
    return move_session(
        actor=Actor.of(samklang.bodil), session_id=row.pk, to=to, based_on=version_of_session(row)
    )


class TestWhoIsTold:
    def test_everybody_who_is_enrolled_that_day_each_family_once(self, samklang, ahead):
        for name in ("Selma", "Sofus"):
            enrolled(ahead.group, name)
        enrolled(ahead.group, "Alma", email="far@example.org")
        gone = enrolled(ahead.group, "Gone", email="gone@example.org")
        gone.left_on = timezone.localdate()
        gone.state = "withdrawn"
        gone.save()
        told = cancelled(samklang, ahead)
        assert sorted(one.recipient for one in told) == ["far@example.org", EMAIL]
        assert {one.session for one in told} == {ahead}
        assert {one.kind for one in told} == {MessageKind.CANCELLED}
        assert all(one.job_id for one in messages())

    def test_cancelled_again_nobody_is_told_twice(self, samklang, ahead):
        enrolled(ahead.group, "Selma")
        cancelled(samklang, ahead)
        assert cancelled(samklang, ahead) == cancelled(samklang, ahead, "weather") == []
        assert len(messages()) == 1
        ahead.refresh_from_db()
        assert (ahead.cancel_reason, ahead.changes) == ("weather", 1)

    def test_taken_up_again_and_moved_again_they_are_told_again(self, samklang, ahead):
        enrolled(ahead.group, "Selma")
        cancelled(samklang, ahead)
        take_up_session(actor=Actor.of(samklang.ida), session_id=ahead.pk)
        moved(samklang, ahead)
        moved(samklang, ahead, room="Sal 5")
        assert [one.kind for one in messages()] == ["cancelled", "moved", "moved", "moved"]
        ahead.refresh_from_db()
        assert (ahead.state, ahead.room, ahead.changes) == ("planned", "Sal 5", 4)

    def test_of_what_is_over_nobody_is_told(self, samklang):
        enrolled(samklang.group, "Selma")
        assert cancelled(samklang, samklang.yesterday) == []

    def test_without_any_contact_it_is_a_call_from_the_start(self, samklang, ahead, browser_of):
        enrolled(ahead.group, "Selma", email="")
        (call,) = cancelled(samklang, ahead)
        assert (call.channel, call.recipient, call.job) == (Channel.CALL, "", None)
        text = browser_of(samklang.bodil).get(reverse("participants:calls")).content.decode()
        assert "Selma" in text
        assert "Prøvevangen B · " in text

    def test_the_call_list_says_the_last_only_and_nothing_of_what_is_over(self, samklang, ahead, browser_of):
        enrolled(ahead.group, "Selma", email="")
        moved(samklang, ahead)
        cancelled(samklang, ahead)
        calls = reverse("participants:calls")
        assert browser_of(samklang.bodil).get(calls).content.decode().count("Selma P") == 2
        Session.objects.everything(why=WHY).filter(pk=ahead.pk).update(
            starts_at=timezone.now() - 2 * HOUR, ends_at=timezone.now() - HOUR
        )
        assert "Selma" not in browser_of(samklang.bodil).get(calls).content.decode()

    def test_thirty_families_cost_as_many_questions_as_three(self, samklang, ahead):
        counts = []
        for number in (3, 30):
            of = group(samklang.run, samklang.roskilde, f"Hold {number}", 40, samklang.ida)
            for each in range(number):
                enrolled(of, f"Barn{each}", email=f"familie{number}.{each}@example.org")
            row = session(of, 2, hour=number % 20)
            with CaptureQueriesContext(connection) as captured:
                assert len(cancelled(samklang, row)) == number
            counts.append(len(captured))
        assert counts[1] <= counts[0] < 20


class TestWhatItSays:
    @pytest.mark.parametrize("language", ["da", "ar", "en"])
    def test_school_day_and_time_and_nothing_that_tells_whose_it_is(self, samklang, ahead, language):
        enrolment = enrolled(ahead.group, "Selma", language=language)
        for told in (cancelled(samklang, ahead), self.taken_up(samklang, ahead), moved(samklang, ahead)):
            sent(told[0])
        moved_row = Session.objects.everything(why=WHY).get(pk=ahead.pk)
        for one in mail.outbox:
            said = one.subject + one.body + one.message().as_string()
            assert not [secret for secret in SECRETS if secret in said]
            assert "Kulturskolen Roskilde" in one.subject
            assert token_of(enrolment.application.link) in one.body
        clock = timezone.localtime(moved_row.starts_at).strftime("%H.%M" if language == "da" else "%H:%M")
        assert clock in mail.outbox[-1].subject
        assert clock in mail.outbox[-1].body
        assert "Sal 4" in mail.outbox[-1].body

    def taken_up(self, samklang, row: Session) -> list[Message]:
        return take_up_session(actor=Actor.of(samklang.ida), session_id=row.pk)

    def test_a_room_that_names_the_partners_school_is_left_out(self, samklang, ahead):
        enrolled(ahead.group, "Selma")
        (told,) = moved(samklang, ahead, room="Prøvevangens Skole, sal 2")
        sent(told)
        assert "Prøvevangens" not in mail.outbox[0].body

    def test_a_message_that_waits_says_what_holds_when_it_goes(self, samklang, ahead):
        enrolled(ahead.group, "Selma")
        (told,) = moved(samklang, ahead)
        cancelled(samklang, ahead)
        sent(told)
        assert "cancelled" in mail.outbox[0].body or "aflyst" in mail.outbox[0].body

    def test_of_a_protected_address_it_is_bare_whichever_sibling_it_is_about(self, samklang, ahead):
        enrolled(ahead.group, "Selma")
        enrolled(ahead.group, "Skjult", address_protection="strictly")
        (told,) = cancelled(samklang, ahead)
        sent(told)
        said = mail.outbox[0].message().as_string() + mail.outbox[0].body
        for secret in ("Roskilde", "09", "/family/", EMAIL):
            assert secret not in mail.outbox[0].subject + mail.outbox[0].body
        assert "Roskilde" not in said

    def test_by_sms_in_the_same_words(self, samklang, ahead, settings, monkeypatch):
        settings.SMS_URL = "https://sms.example.org/send"
        gone = []
        monkeypatch.setattr("participants.post.send_sms", gone.append)
        enrolment = enrolled(ahead.group, "Selma", email="")
        Guardian.objects.everything(why=WHY).filter(participant=enrolment.participant).update(
            phone="71 00 00 01"
        )
        (told,) = cancelled(samklang, ahead)
        sent(told)
        assert "Kulturskolen Roskilde" in gone[0]["text"]
        assert "Selma" not in gone[0]["text"]


def test_a_worker_that_died_each_time_leaves_the_family_on_the_call_list(samklang, ahead, browser_of):
    enrolled(ahead.group, "Selma")
    (told,) = cancelled(samklang, ahead)
    Job.objects.everything(why=WHY).filter(pk=told.job_id).update(state=JobState.FAILED)
    assert note_failures() == 1
    assert "Selma" in browser_of(samklang.bodil).get(reverse("participants:calls")).content.decode()
    send(str(told.job_id))
    assert mail.outbox == []


class TestWhatIsRefused:
    def test_moved_into_a_taken_room_it_says_by_whom(self, samklang, ahead):
        other = group(samklang.run, samklang.roskilde, "Nabo", 8, venue="sal 4")
        session(other, 1, hour=10)
        with pytest.raises(DoubleBooked) as refusal:
            moved(samklang, ahead, by=HOUR / 2)
        (collision,) = refusal.value.collisions
        assert (collision.group, collision.what) == ("Nabo", ("Sal 4",))

    def test_taken_up_again_its_room_must_still_be_free(self, samklang, ahead):
        cancelled(samklang, ahead)
        session(group(samklang.run, samklang.roskilde, "Nabo", 8, venue="sal 4"), 1, hour=9)
        with pytest.raises(DoubleBooked):
            take_up_session(actor=Actor.of(samklang.bodil), session_id=ahead.pk)

    def test_not_onto_a_session_of_the_same_group_even_a_cancelled_one(self, samklang, ahead):
        other = session(ahead.group, 2, hour=9)
        cancelled(samklang, other)
        with pytest.raises(DoubleBooked):
            moved(samklang, ahead, by=datetime.timedelta(days=1))

    def test_what_is_held_or_cancelled_is_not_moved_nor_out_of_the_run(self, samklang, ahead):
        with pytest.raises(OutsideRun):
            moved(samklang, ahead, by=datetime.timedelta(days=90))
        cancelled(samklang, ahead)
        with pytest.raises(SessionCancelled):
            moved(samklang, ahead)
        Session.objects.everything(why=WHY).filter(pk=ahead.pk).update(state="held", cancel_reason="")
        with pytest.raises(AlreadyHeld):
            moved(samklang, ahead)
        with pytest.raises(AlreadyHeld):
            cancelled(samklang, ahead)

    def test_who_saw_another_time_does_not_move_it_unknowingly(self, samklang, ahead):
        seen = version_of_session(ahead)
        moved(samklang, ahead)
        to = Where(ahead.starts_at + 3 * HOUR, ahead.ends_at + 3 * HOUR)
        with pytest.raises(ChangedMeanwhile):
            move_session(actor=Actor.of(samklang.bodil), session_id=ahead.pk, to=to, based_on=seen)

    def test_moved_back_it_is_not_moved_any_more(self, samklang, ahead):
        moved(samklang, ahead)
        moved(samklang, ahead, by=-HOUR)
        ahead.refresh_from_db()
        assert ahead.moved_from is None


class TestPlans:
    @pytest.fixture
    def of(self, samklang) -> Group:
        of = autumn(samklang, samklang.ida)
        for name, email in (("Selma", EMAIL), ("Sofus", EMAIL), ("Alma", "far@example.org")):
            enrolled(of, name, email=email)
        yesterday = timezone.localdate() - datetime.timedelta(days=1)
        gone = {"state": "completed", "enrolled_on": yesterday, "left_on": yesterday}
        enrolled(of, "Gone", email="gone@example.org", place=gone)
        made(samklang.bodil, wanted(of))
        return of

    def test_a_first_plan_a_longer_one_and_the_same_again_tell_nobody(self, samklang, of):
        made(samklang.bodil, wanted(of, last=LAST + WEEK))
        made(samklang.bodil, wanted(of, last=LAST + WEEK))
        assert messages() == []

    def test_another_kind_tells_nobody_and_another_room_does(self, samklang, of):
        (plan,) = plans(of)
        made(samklang.bodil, wanted(of, kind="theory", plan_id=plan.pk))
        assert {one.kind for one in sessions(of)} == {"theory"}
        assert messages() == []
        made(samklang.bodil, wanted(of, kind="theory", room="Sal 9", plan_id=plan.pk))
        assert [one.recipient for one in messages()] == [EMAIL, "far@example.org"]

    def test_another_hour_tells_each_family_once_and_nothing_of_whose_it_is(self, samklang, of):
        (plan,) = plans(of)
        made(samklang.bodil, wanted(of, hour=15, plan_id=plan.pk))
        told = messages()
        assert [(one.kind, one.recipient) for one in told] == [("plan", EMAIL), ("plan", "far@example.org")]
        sent(told[0])
        said = mail.outbox[0].subject + mail.outbox[0].body + mail.outbox[0].message().as_string()
        assert "Dage, tider eller steder" in mail.outbox[0].body
        assert token_of(told[0].link) in mail.outbox[0].body
        assert not [secret for secret in (*SECRETS, "Efterår") if secret in said]

    def test_a_plan_that_is_removed_tells_them_and_the_call_list_says_it_once(self, samklang, of, browser_of):
        enrolled(of, "Uden", email="")
        (plan,) = plans(of)
        made(samklang.bodil, wanted(of, hour=15, plan_id=plan.pk))
        remove_plan(actor=Actor.of(samklang.bodil), plan_id=plan.pk)
        assert [one.kind for one in messages()] == ["plan"] * 6
        text = browser_of(samklang.bodil).get(reverse("participants:calls")).content.decode()
        assert text.count("Uden P") == 2

    def test_a_removed_plan_without_sessions_to_come_tells_nobody(self, samklang, of):
        Session.objects.everything(why=WHY).filter(group=of).update(state="held")
        (plan,) = plans(of)
        remove_plan(actor=Actor.of(samklang.bodil), plan_id=plan.pk)
        assert messages() == []

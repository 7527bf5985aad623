"""A deadline is told of by mail so many days before as the school says, once, in words that tell nothing."""

import threading

import pytest
from django.core import mail
from django.db import connection
from django.utils import timezone

from participants.rules.sending import Unreachable
from partners.models import Funder, Grant
from portal.accounts.models import Membership
from portal.audit.actor import Actor
from portal.deadlines import registry
from portal.deadlines.registry import Deadline
from portal.jobs.models import Job, JobState
from portal.scope.roles import Role
from reports.actions.remind_deadlines import NAME, SchoolsLeftOut, remind_deadlines
from reports.actions.save_deadline_settings import save_deadline_settings
from reports.models import Reminder, ReminderMail
from reports.tasks import begin_reminding, remind, send
from tests.db.around import today
from tests.db.deadlines import later, mails, written
from tests.db.people import WHY, person

pytestmark = pytest.mark.django_db


def told(days: int = 0) -> int:
    return remind_deadlines(actor=Actor.system(NAME), now=later(days))


def deliver(row: ReminderMail) -> Job:
    send(str(row.job_id))
    return Job.objects.everything(why=WHY).get(pk=row.job_id)


class TestWhenAndWhom:
    def test_once_for_each_of_the_schools_days_whatever_morning_the_job_runs(self, samklang):
        written(samklang.roskilde, 30)
        assert told() == 1
        assert told() == 0
        assert [told(day) for day in (1, 22)] == [0, 0]
        assert [told(day) for day in (24, 25)] == [1, 0]
        assert [told(day) for day in (29, 30, 31)] == [1, 0, 0]
        said = Reminder.objects.everything(why=WHY).order_by("pk").values_list("days", flat=True)
        assert list(said) == [30, 7, 1]

    def test_one_mail_speaks_of_all_that_is_near(self, samklang):
        for number in range(3):
            written(samklang.roskilde, 7, f"Frist {number}")
        assert told() == 1
        (row,) = mails()
        assert row.user == samklang.bodil
        assert row.reminders.count() == 3

    def test_what_comes_to_be_known_after_the_mail_of_the_day_is_told_next_morning(self, samklang):
        written(samklang.roskilde, 7)
        assert told() == 1
        written(samklang.roskilde, 7, "Endnu en")
        assert told() == 0
        assert told(1) == 1
        assert [one.reminders.count() for one in mails()] == [1, 1]

    def test_its_owner_alone_and_everybody_where_the_owner_has_left(self, samklang):
        second = person("Birte Bedre", Role.COORDINATOR, samklang.roskilde)
        written(samklang.roskilde, 7, "Hendes", owner=second)
        assert told() == 1
        assert [row.user for row in mails()] == [second]
        Membership.objects.everything(why=WHY).filter(user=second).update(ended_at=timezone.now())
        third = person("Bent Bedst", Role.COORDINATOR, samklang.roskilde)
        assert told(6) == 2
        assert {row.user for row in mails()} == {second, samklang.bodil, third}

    def test_a_school_that_wants_no_mails_gets_none_and_a_new_date_is_told_anew(self, samklang):
        actor, row = Actor.of(samklang.bodil), written(samklang.roskilde, 3)
        save_deadline_settings(actor=actor, school_id=samklang.roskilde.pk, owners={}, days=())
        assert told() == 0
        save_deadline_settings(actor=actor, school_id=samklang.roskilde.pk, owners={}, days=(3,))
        assert told() == 1
        row.due_on = today(5)
        row.save()
        assert [told(day) for day in (1, 2)] == [0, 1]

    def test_what_is_done_or_of_another_school_is_told_to_nobody(self, samklang):
        done = written(samklang.roskilde, 7)
        done.done_on = timezone.localdate()
        done.save()
        written(samklang.koege, 7)
        assert told() == 1
        assert [row.user for row in mails()] == [samklang.kim]

    def test_a_school_whose_deadlines_cannot_be_read_keeps_no_mail_from_the_others(
        self, samklang, monkeypatch
    ):
        written(samklang.roskilde, 7)
        written(samklang.koege, 7)

        def broken(schools, *_span: object) -> list[Deadline]:
            if samklang.koege.pk in schools:
                raise RuntimeError("one that fails")
            return []

        with monkeypatch.context() as without:
            without.setattr(registry, "_providers", [*registry._providers, broken])
            with pytest.raises(SchoolsLeftOut):
                told()
        assert [row.user for row in mails()] == [samklang.bodil]
        assert told() == 1
        assert [row.user for row in mails()] == [samklang.bodil, samklang.kim]


class TestTheMail:
    def test_it_names_the_kind_and_the_day_and_nothing_of_what_it_is_about(self, samklang):
        funder = Funder.objects.create(name="Fonden Hemmelig", kind="foundation", country="DK")
        grant = Grant.objects.create(
            school=samklang.roskilde,
            funder=funder,
            purpose="flygtningebørn",
            state="awarded",
            awarded_on=timezone.localdate(),
            amount=100,
            currency="DKK",
            starts_on=timezone.localdate(),
            ends_on=today(300),
        )
        grant.payments.create(due_on=today(7), amount=100)
        grant.reports_due.create(
            kind="final", period_from=grant.starts_on, period_to=grant.ends_on, due_on=today(7)
        )
        written(samklang.roskilde, 7, "Musik for alle: rapport om flygtningebørn")
        assert told() == 1
        (row,) = mails()
        assert deliver(row).state == JobState.DONE
        (sent,) = mail.outbox
        assert sent.to == [samklang.bodil.email]
        assert "/deadlines/" in sent.body
        assert "Kulturskolen Roskilde" in sent.subject
        for secret in ("Musik for alle", "flygtning", "Fonden", "rapport om"):
            assert secret not in sent.subject + sent.body
        assert row.reminders.count() == sent.body.count("\n- ") == 3

    def test_whoever_has_the_role_no_longer_gets_none(self, samklang):
        written(samklang.roskilde, 7)
        told()
        Membership.objects.everything(why=WHY).filter(user=samklang.bodil).update(ended_at=timezone.now())
        assert deliver(*mails()).state == JobState.FAILED
        assert mail.outbox == []

    def test_a_mail_that_was_begun_by_a_worker_who_is_gone_is_not_repeated(self, samklang):
        written(samklang.roskilde, 7)
        told()
        ReminderMail.objects.everything(why=WHY).update(begun_at=timezone.now())
        job = deliver(*mails())
        assert job.state == JobState.FAILED
        assert job.reason
        assert mail.outbox == []

    def test_while_the_server_is_away_it_waits_and_then_goes(self, samklang, monkeypatch):
        written(samklang.roskilde, 7)
        told()

        def away(*_given: object) -> None:
            raise Unreachable

        with monkeypatch.context() as without:
            without.setattr("participants.post._send", away)
            assert deliver(*mails()).state == JobState.WAITING
        assert mails()[0].begun_at is None
        assert deliver(*mails()).state == JobState.DONE
        assert len(mail.outbox) == 1


class TestTheJob:
    def test_each_morning_a_job_row_does_it_and_a_second_row_nothing(self, samklang, settings):
        beat = settings.CELERY_BEAT_SCHEDULE["remind-deadlines"]
        assert beat["task"] == begin_reminding.name
        written(samklang.roskilde, 7)
        for _ in range(2):
            begin_reminding()
        jobs = Job.objects.everything(why=WHY).filter(task=remind.name)
        for job in jobs:
            remind(str(job.pk))
        assert [job.state for job in jobs.all()] == [JobState.DONE] * 2
        assert len(mails()) == 1

    @pytest.mark.django_db(transaction=True, serialized_rollback=True)
    def test_two_workers_at_once_put_one_mail_on_its_way(self, samklang):
        written(samklang.roskilde, 7)
        start, sent = threading.Barrier(2), []

        def work() -> None:
            start.wait()
            try:
                sent.append(told())
            finally:
                connection.close()

        both = [threading.Thread(target=work) for _ in range(2)]
        for one in both:
            one.start()
        for one in both:
            one.join()
        assert sum(sent) == len(mails()) == 1
        assert Job.objects.everything(why=WHY).filter(task=send.name).count() == 1

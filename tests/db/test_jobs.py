"""The job row is the truth: claims, leases, fences and what the sweeper mends."""

import datetime
import threading

import pytest
from django.db import connection, connections
from django.utils import timezone

from portal.audit.actor import Actor
from portal.jobs import queue, sweeper
from portal.jobs.lease import JobRefused, LeaseLost, claim, claimed
from portal.jobs.models import Job, JobState

WHY = "a test looks at a job"
LONG_AGO = datetime.timedelta(hours=1)


@pytest.fixture(autouse=True)
def sent(monkeypatch) -> list[str]:
    """What was handed to the broker."""
    messages: list[str] = []
    monkeypatch.setattr(
        queue.current_app, "send_task", lambda task, args, retry: messages.append(args[0]), raising=True
    )
    return messages


def new_job(**fields) -> Job:
    job = queue.enqueue(actor=Actor.system("test"), task="test.nothing", steps=3)
    return change(job, **fields) if fields else job


def change(job: Job, **fields) -> Job:
    Job.objects.everything(why=WHY).filter(pk=job.pk).update(**fields)
    return again(job)


def again(job: Job) -> Job:
    return Job.objects.everything(why=WHY).get(pk=job.pk)


def test_a_job_is_sent_when_its_transaction_has_committed(db, sent, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks() as callbacks:
        job = new_job()
    assert sent == []
    callbacks[0]()
    assert sent == [str(job.pk)]
    assert again(job).sent_at


def test_a_job_waits_when_the_broker_is_away(db, monkeypatch):
    def away(*args: object, **kwargs: object) -> None:
        raise ConnectionError("no broker")

    job = new_job()
    monkeypatch.setattr(queue.current_app, "send_task", away)
    assert queue.send(job) is False
    assert (again(job).state, again(job).sent_at) == (JobState.WAITING, None)


def test_a_second_delivery_finds_the_job_taken(db):
    job = new_job()
    assert claim(str(job.pk)) is not None
    assert claim(str(job.pk)) is None


def test_a_job_that_is_gone_is_passed_over_quietly(db):
    with claimed("00000000-0000-0000-0000-000000000000") as held:
        assert held is None


def test_the_first_worker_may_publish_nothing_once_a_second_has_the_job(db):
    job = new_job()
    first = claim(str(job.pk))
    change(job, lease_until=timezone.now() - LONG_AGO)
    second = claim(str(job.pk))
    assert second is not None
    with pytest.raises(LeaseLost), first.publishing():
        pytest.fail("published without the lease")
    with second.publishing():
        pass
    assert again(job).state == JobState.DONE


def test_renewing_prolongs_the_lease_and_notes_how_far_it_is(db):
    job = new_job()
    held = claim(str(job.pk))
    change(job, lease_until=timezone.now())
    held.step(2)
    assert again(job).step == 2
    assert again(job).lease_until > timezone.now()


def test_a_refusal_ends_the_job_with_its_reason(db):
    job = new_job()
    with claimed(str(job.pk)):
        raise JobRefused("You no longer lead this programme.")
    assert (again(job).state, again(job).reason) == (JobState.FAILED, "You no longer lead this programme.")


def test_an_unforeseen_error_leaves_the_job_for_another_attempt_and_fails_after_three(db):
    job = new_job()
    for attempt in (1, 2, 3):
        with claimed(str(job.pk)):
            raise RuntimeError("boom")
        assert again(job).attempts == attempt
    assert again(job).state == JobState.FAILED
    assert again(job).reason
    assert claim(str(job.pk)) is None


def test_the_sweeper_sends_again_what_was_lost_and_only_that(db, sent):
    past = timezone.now() - LONG_AGO
    never_sent = new_job(created_at=past)
    lost_on_the_way = new_job(sent_at=past)
    dead_worker = new_job(state=JobState.RUNNING, attempts=1, lease_until=past)
    new_job()
    new_job(state=JobState.RUNNING, attempts=1, lease_until=timezone.now() + LONG_AGO)
    new_job(state=JobState.DONE, sent_at=past)
    sweeper.sweep()
    assert set(sent) == {str(job.pk) for job in (never_sent, lost_on_the_way, dead_worker)}


def test_the_sweeper_ends_a_job_whose_worker_died_three_times(db, sent):
    job = new_job(state=JobState.RUNNING, attempts=3, lease_until=timezone.now() - LONG_AGO, language="da")
    sweeper.sweep()
    assert again(job).state == JobState.FAILED
    assert again(job).reason
    assert sent == []


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_of_ten_workers_at_the_same_moment_one_gets_the_job():
    job, barrier, winners = new_job(), threading.Barrier(10), []

    def work() -> None:
        barrier.wait()
        if claim(str(job.pk)):
            winners.append(threading.get_ident())
        connections.close_all()

    workers = [threading.Thread(target=work) for _ in range(10)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert len(winners) == 1
    assert again(job).attempts == 1
    assert connection.vendor == "postgresql"

"""Exactly one published file, whatever happens to those who make it."""

import datetime
import threading

import pytest
from django.db import connection, connections
from django.db.models.functions import Now
from django.utils import timezone

from portal.documents import storage
from portal.documents.errors import Crashed, OutOfMemory
from portal.documents.orphans import clear_orphans
from portal.documents.process import DocumentProcess
from portal.jobs.lease import LeaseLost, claim
from portal.jobs.models import Job, JobState
from portal.jobs.sweeper import sweep
from reports.actions.build_report import build_report
from reports.definitions.registry import definition
from reports.definitions.scope import Scope
from reports.documents.writing import write
from reports.rules.periods import Period
from reports.tasks import build as build_task
from tests.reports.making import WHY, again, ask, build, content

YEAR = Period.of_year(2024)
at_the_same_moment = pytest.mark.django_db(transaction=True, serialized_rollback=True)


@pytest.fixture
def report(logged, settings, tmp_path):
    backend = {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": tmp_path / "media"},
    }
    settings.STORAGES = {**settings.STORAGES, "private": backend}
    return ask(logged.petra, "programme", YEAR)


def files() -> list[str]:
    return list(storage.stored_before(timezone.now() + datetime.timedelta(hours=1)))


def let_the_lease_run_out(report) -> None:
    past = Now() - datetime.timedelta(seconds=1)
    Job.objects.everything(why=WHY).filter(pk=report.job_id).update(lease_until=past)


@pytest.mark.django_db
def test_a_second_delivery_changes_nothing(report):
    build_task(str(report.job_id))
    first = again(report)
    build_task(str(report.job_id))
    assert (again(report).sha256, again(report).job.attempts) == (first.sha256, 1)
    assert files() == [first.file]


@pytest.mark.django_db
def test_the_same_figures_give_the_same_document(report, logged):
    first = build(report)
    second = build(ask(logged.petra, "programme", YEAR))
    assert first.snapshot | {"document": 0} == second.snapshot | {"document": 0}
    assert (first.version, second.version) == (1, 2)


@at_the_same_moment
def test_two_workers_at_once_publish_one_file(report):
    if connection.vendor == "sqlite":
        connections.close_all()
    start = threading.Barrier(2)

    def work() -> None:
        start.wait()
        try:
            build_task(str(report.job_id))
        finally:
            connections.close_all()

    workers = [threading.Thread(target=work) for _ in range(2)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    after = again(report)
    assert (after.job.state, after.job.attempts) == (JobState.DONE, 1)
    assert files() == [after.file]
    assert storage.checksum(content(after)) == after.sha256


@pytest.mark.django_db
def test_a_worker_that_was_overtaken_publishes_nothing_and_leaves_no_file(report):
    slow = claim(str(report.job_id))
    let_the_lease_run_out(report)
    after = build(report)
    with pytest.raises(LeaseLost):
        build_report(claim=slow)
    assert again(report).sha256 == after.sha256
    assert files() == [after.file]


@pytest.mark.django_db
def test_a_worker_overtaken_while_it_publishes_takes_its_file_away(report, monkeypatch):
    slow = claim(str(report.job_id))
    publish = storage.publish

    def overtaken(name: str, data: bytes) -> storage.Stored:
        stored = publish(name, data)
        monkeypatch.setattr(storage, "publish", publish)
        let_the_lease_run_out(report)
        build(report)
        return stored

    monkeypatch.setattr(storage, "publish", overtaken)
    with pytest.raises(LeaseLost):
        build_report(claim=slow)
    assert files() == [again(report).file]


@pytest.mark.django_db
def test_a_document_that_is_too_big_fails_for_good_with_a_reason_one_can_read(report, monkeypatch):
    monkeypatch.setattr(DocumentProcess, "render", raising(OutOfMemory()))
    job = build(report).job
    assert (job.state, job.attempts) == (JobState.FAILED, 1)
    assert job.reason == str(OutOfMemory.message)
    assert files() == []


@pytest.mark.django_db
def test_what_may_go_well_next_time_is_tried_three_times(report, monkeypatch):
    monkeypatch.setattr(DocumentProcess, "render", raising(Crashed()))
    states = [build(report).job.state for _ in range(3)]
    assert states == [JobState.WAITING, JobState.WAITING, JobState.FAILED]
    assert build(report).job.attempts == 3


@pytest.mark.django_db
def test_an_attempt_after_a_failed_one_publishes(report, monkeypatch):
    with monkeypatch.context() as once:
        once.setattr(DocumentProcess, "render", raising(Crashed()))
        build(report)
    after = build(report)
    assert (after.is_published, after.job.attempts, after.job.reason) == (True, 2, "")


@pytest.mark.django_db
def test_files_that_no_report_names_go_and_those_that_one_names_stay(report, settings):
    settings.ORPHAN_FILE_SECONDS = -1
    after = build(report)
    storage.publish("report.pdf", b"left behind")
    assert clear_orphans() == 1
    assert files() == [after.file]


@pytest.mark.django_db
def test_the_sweeper_clears_orphans_too_but_not_young_ones(report, settings):
    orphan = storage.publish("report.pdf", b"left behind")
    sweep()
    assert files() == [orphan.path]
    settings.ORPHAN_FILE_SECONDS = -1
    sweep()
    assert files() == []


@pytest.mark.django_db
def test_nothing_after_the_snapshot_asks_the_database(report, django_assert_num_queries):
    after = build(report)
    kind = definition(after.definition)
    with django_assert_num_queries(0):
        charts = kind.charts(after.snapshot)
        written = write(kind, after.snapshot, charts)
        kind.key_numbers(after.snapshot)
    assert after.title in written.html


@pytest.mark.django_db
def test_counting_takes_few_questions_however_many_rows_there_are(
    report, logged, django_assert_max_num_queries
):
    kind = definition("programme")
    scope = Scope(programme=logged.programme)
    with django_assert_max_num_queries(14):
        kind.count(scope, kind.runs_in(scope, YEAR), YEAR)


def raising(error: Exception):
    def render(self, html, assets):
        raise error

    return render

"""What becomes of a report when the broker is away or the worker dies, with real processes."""

import re
import time
from collections.abc import Callable
from http.cookiejar import CookieJar
from pathlib import Path
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, OpenerDirector, Request, build_opener

import pytest

from portal.jobs.models import Job, JobState
from reports.models import ReportRun
from tests.db.people import PASSWORD, Samklang
from tests.processes import process_environment, web, worker
from tests.reports.making import WHY, again
from tests.reports.world import log_autumn
from tests.services import private_redis

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)
SHORT = {"JOB_LEASE_SECONDS": "2", "JOB_RESEND_SECONDS": "0.5", "JOB_SWEEP_SECONDS": "0.5"}
WITHIN = 60
WAITS = "seen=waiting-0-0waits"
"""What the page's next question holds once it has said that the report waits."""


@pytest.fixture
def logged(samklang) -> Samklang:
    return log_autumn(samklang)


class Browser:
    """A person at the site, through HTTP alone."""

    def __init__(self, url: str, email: str) -> None:
        self.url = url
        self.opener: OpenerDirector = build_opener(HTTPCookieProcessor(CookieJar()))
        self.send("/account/sign-in/", login=email, password=PASSWORD)

    def read(self, path: str) -> str:
        with self.opener.open(self.url + path, timeout=30) as answer:
            return answer.read().decode()

    def send(self, path: str, **fields: str) -> str:
        """Fill in the form of a page; returns the path on which one ends up."""
        token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', self.read(path))
        body = urlencode({**fields, "csrfmiddlewaretoken": token[1] if token else ""}).encode()
        request = Request(self.url + path, body, headers={"Referer": self.url + path})
        with self.opener.open(request, timeout=30) as answer:
            return answer.geturl().removeprefix(self.url)


def test_asked_for_while_redis_is_away_it_waits_and_is_built_when_redis_is_back(logged, tmp_path):
    with private_redis() as redis:
        surroundings = environment(redis.url, tmp_path)
        with web(surroundings) as site:
            petra = Browser(site.url, logged.petra.email)
            redis.stop()
            started = time.monotonic()
            page = petra.send(f"/reports/new/programme/p{logged.programme.pk}/", period="2024")
            assert time.monotonic() - started < 10
            report = only_report()
            assert page == f"/reports/{report.pk}/"
            assert (report.job.state, report.job.sent_at) == (JobState.WAITING, None)
            wait_until(lambda: WAITS in petra.read(page))
            redis.start()
            with worker(surroundings, beat=True):
                wait_until(lambda: again(report).is_published)
            assert again(report).sha256 in petra.read(page)
    assert again(report).job.attempts == 1
    assert stored(tmp_path) == [again(report).file]


def test_a_worker_killed_in_the_middle_leaves_the_report_to_another_which_makes_it_once(logged, tmp_path):
    with private_redis() as redis:
        surroundings = environment(redis.url, tmp_path)
        with web(surroundings) as site, worker(surroundings) as first:
            petra = Browser(site.url, logged.petra.email)
            petra.send(f"/reports/new/programme/p{logged.programme.pk}/", period="2024")
            report = only_report()
            wait_until(
                lambda: job_of(report).state == JobState.RUNNING and job_of(report).step > 0, every=0.01
            )
            first.kill()
            assert not again(report).is_published
            with worker(surroundings, beat=True):
                wait_until(lambda: again(report).is_published)
                time.sleep(2)
    after = again(report)
    assert (after.job.state, after.job.attempts, after.job.fence) == (JobState.DONE, 2, 2)
    assert stored(tmp_path) == [after.file]


def test_a_message_that_redis_forgets_is_sent_again(logged, tmp_path):
    """A Redis that keeps nothing starts anew: the row is the truth."""
    with private_redis() as redis:
        surroundings = environment(redis.url, tmp_path)
        with web(surroundings) as site:
            petra = Browser(site.url, logged.petra.email)
            petra.send(f"/reports/new/programme/p{logged.programme.pk}/", period="2024")
            report = only_report()
            redis.stop()
            redis.start()
            with worker(surroundings, beat=True):
                wait_until(lambda: again(report).is_published)
    assert stored(tmp_path) == [again(report).file]


def environment(redis_url: str, media: Path) -> dict[str, str]:
    return process_environment(REDIS_URL=redis_url, MEDIA_ROOT=str(media), **SHORT)


def only_report() -> ReportRun:
    return ReportRun.objects.everything(why=WHY).with_job().get()


def job_of(report: ReportRun) -> Job:
    return Job.objects.everything(why=WHY).get(pk=report.job_id)


def stored(media: Path) -> list[str]:
    return [str(path.relative_to(media)) for path in media.rglob("*.pdf")]


def wait_until(happened: Callable[[], bool], every: float = 0.2) -> None:
    deadline = time.monotonic() + WITHIN
    while not happened():
        assert time.monotonic() < deadline, "it did not happen in time"
        time.sleep(every)

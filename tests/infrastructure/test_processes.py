"""The helpers that start the portal's processes for other tests."""

import sys
import time
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from django.db import connection

from tests.processes import Process, answers, descendants, process_environment, running, web, worker
from tests.services import Services, private_services


@pytest.mark.django_db
def test_another_process_can_be_given_the_database_of_the_running_test() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_database()")
        (ours,) = cursor.fetchone()
    with psycopg.connect(process_environment()["DATABASE_URL"]) as other:
        assert other.execute("SELECT current_database()").fetchone() == (ours,)
    assert ours.startswith("test_")


def test_a_process_that_ends_while_it_starts_is_told_with_what_it_said() -> None:
    command = [sys.executable, "-c", "print('for this reason'); raise SystemExit(3)"]
    with running(Process, command, None) as process, pytest.raises(AssertionError, match="for this reason"):
        process.wait_until(lambda: False)


def test_a_web_server_is_ready_when_it_is_handed_over_and_gone_afterwards(services: Services) -> None:
    with web(services.environment()) as site:
        assert answers(site.port)
        assert site.url.endswith(str(site.port))
    assert not answers(site.port)


def test_a_killed_worker_leaves_no_child_that_would_still_take_jobs(services: Services) -> None:
    with worker(services.environment(), concurrency=2, beat=True) as process:
        children = descendants(process.pid)
        assert len(children) >= 3
        process.kill()
        assert not process.is_running
        deadline = time.monotonic() + 5
        while any(runs(pid) for pid in children):
            assert time.monotonic() < deadline, children


def runs(pid: int) -> bool:
    """A process that has ended and only waits to be counted by its parent does not run."""
    try:
        return bool(Path(f"/proc/{pid}/cmdline").read_text())
    except OSError:
        return False


@pytest.fixture(scope="module")
def services() -> Iterator[Services]:
    with private_services() as services:
        yield services

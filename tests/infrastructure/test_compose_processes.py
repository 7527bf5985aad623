"""Each command of docker-compose.yml runs as a plain process, in the environment that compose gives it."""

import subprocess
import time
from collections.abc import Callable, Iterator, Sequence
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path

import pytest
import redis as redis_client

from tests.children import free_port, start_child, stop_child
from tests.infrastructure import compose
from tests.processes import ROOT, Process, Web, running
from tests.services import Services, private_services, program

Environment = Callable[..., dict[str, str]]


@pytest.fixture(scope="module")
def private() -> Iterator[Services]:
    with private_services() as services:
        yield services


@pytest.fixture(scope="module")
def environment(private: Services, tmp_path_factory: pytest.TempPathFactory) -> Environment:
    directory = tmp_path_factory.mktemp("production")

    def of(service: str, **changes: str) -> dict[str, str]:
        return compose.environment_of(service, compose.GIVEN, private, directory) | changes

    return of


@pytest.fixture(scope="module")
def migrated(environment: Environment) -> subprocess.CompletedProcess[str]:
    return execute(command_of("migrate"), environment("migrate"))


def command_of(service: str) -> list[str]:
    return compose.services()[service]["command"]


def health_of(service: str) -> list[str]:
    return compose.services()[service]["healthcheck"]["test"][1:]


def execute(command: Sequence[str], environment: dict[str, str]) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=120)


def ask(port: int, path: str, host: str) -> HTTPResponse:
    connection = HTTPConnection("127.0.0.1", port, timeout=30)
    connection.request("GET", path, headers={"Host": host, "X-Forwarded-Proto": "https"})
    return connection.getresponse()


def test_migrate_ends_well_and_may_run_again(
    migrated: subprocess.CompletedProcess[str], environment: Environment
) -> None:
    assert migrated.returncode == 0, migrated.stderr
    again = execute(command_of("migrate"), environment("migrate"))
    assert again.returncode == 0, again.stderr


def test_web_answers_for_its_names_alone_and_shows_the_sign_in_page_with_its_style(
    migrated: subprocess.CompletedProcess[str], environment: Environment
) -> None:
    port = free_port()
    surroundings = environment("web", PORT=str(port))
    gathered = execute(["portal/bin/static-files"], surroundings)
    assert gathered.returncode == 0, gathered.stderr
    assert execute(health_of("web"), surroundings).returncode != 0, "nothing runs yet, so nothing is well"
    with running(Web, command_of("web"), surroundings) as site:
        site.wait_until(lambda: execute(health_of("web"), surroundings).returncode == 0)
        assert ask(port, "/health", "samklang.example").status == 200
        assert ask(port, "/health", "another.example").status == 400
        way_in = ask(port, "/", "samklang.example")
        assert way_in.status == 302
        page = ask(port, way_in.headers["Location"], "samklang.example")
        assert page.status == 200
        sheets = [part.split('"')[0] for part in page.read().decode().split('href="') if ".css" in part[:120]]
        assert sheets
        for sheet in sheets:
            assert ask(port, sheet, "samklang.example").status == 200, sheet
        assert site.stop() == 0


def test_worker_answers_the_ping_of_its_health_check(
    migrated: subprocess.CompletedProcess[str], environment: Environment
) -> None:
    surroundings = environment("worker")
    assert execute(health_of("worker"), surroundings).returncode != 0, "nothing runs yet, so nothing is well"
    with running(Process, command_of("worker"), surroundings) as worker:
        worker.wait_until(lambda: " ready." in worker.said())
        ping = execute(health_of("worker"), surroundings)
        assert ping.returncode == 0, ping.stderr
        assert "pong" in ping.stdout


def test_beat_sends_the_regular_jobs_and_its_health_is_seen_by_its_schedule(
    migrated: subprocess.CompletedProcess[str], environment: Environment
) -> None:
    surroundings = environment("beat", JOB_SWEEP_SECONDS="0.5")
    assert execute(health_of("beat"), surroundings).returncode != 0, "nothing runs yet, so nothing is well"
    with running(Process, command_of("beat"), surroundings) as beat:
        beat.wait_until(lambda: "Sending due task" in beat.said())
        assert execute(health_of("beat"), surroundings).returncode == 0


def test_redis_runs_with_what_the_queue_needs(tmp_path: Path) -> None:
    name, *options = command_of("redis")
    port = free_port()
    process = start_child(
        [program(name), *options, "--port", str(port), "--bind", "127.0.0.1"],
        log=tmp_path / "log",
        directory=tmp_path,
    )
    try:
        client = redis_client.Redis(port=port)
        wait_for(lambda: execute([*health_of("redis")[:1], "-p", str(port), *health_of("redis")[1:]], {}))
        assert client.config_get("appendonly") == {"appendonly": "yes"}
        assert client.config_get("maxmemory-policy") == {"maxmemory-policy": "noeviction"}
        assert client.config_get("save") == {"save": ""}
    finally:
        stop_child(process)


def test_the_health_check_of_postgres_tells_up_from_down(private: Services) -> None:
    here = {"PATH": "/usr/bin:/bin", "PGPORT": str(private.postgres.port)}
    assert execute(health_of("postgres"), here).returncode == 0
    assert execute(health_of("postgres"), here | {"PGPORT": str(free_port())}).returncode != 0


def wait_for(attempt: Callable[[], subprocess.CompletedProcess[str]], within: float = 10) -> None:
    deadline = time.monotonic() + within
    while (last := attempt()).returncode:
        assert time.monotonic() < deadline, last.stdout + last.stderr
        time.sleep(0.05)

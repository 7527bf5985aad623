"""The portal's own processes for tests: web server, worker and beat as in production, each with its log.

    with private_services() as services, web(services.environment()) as site, worker(services.environment()):
        site.url

Each `with` waits until the process is ready and ends it by its id. `environment` is the whole environment
of the process; `process_environment()` gives one whose database is that of the running test.
"""

import os
import signal
import subprocess
import sys
import tempfile
import time
import uuid
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from http.client import HTTPConnection
from pathlib import Path

from tests.children import free_port, start_child, stop_child

ROOT = Path(__file__).resolve().parents[1]
READY_WITHIN = 60.0


class Process:
    """A running process: its id, what it has said, and the ways to end it."""

    def __init__(self, command: Sequence[str], environment: Mapping[str, str], log: Path) -> None:
        self.command = " ".join(command)
        self.log = log
        self.popen: subprocess.Popen[bytes] = start_child(
            command, environment=environment, log=log, directory=ROOT
        )

    @property
    def pid(self) -> int:
        return self.popen.pid

    @property
    def is_running(self) -> bool:
        return self.popen.poll() is None

    def said(self) -> str:
        return self.log.read_text(errors="replace")

    def stop(self) -> int:
        """End it as a supervisor does, with what it leaves behind, and return its exit code."""
        below = descendants(self.pid) if self.is_running else []
        code = stop_child(self.popen)
        kill_all(below)
        return code

    def kill(self) -> None:
        """End it and its own children at once, as when a machine loses its power."""
        if self.is_running:
            kill_all([*descendants(self.pid), self.pid])
        self.popen.wait()

    def wait_until(self, ready: Callable[[], bool], within: float = READY_WITHIN) -> None:
        deadline = time.monotonic() + within
        while not ready():
            if not self.is_running:
                raise AssertionError(
                    f"{self.command} ended with {self.popen.returncode}:\n{self.said()[-4000:]}"
                )
            if time.monotonic() > deadline:
                raise AssertionError(f"{self.command} was not ready in {within:g} s:\n{self.said()[-4000:]}")
            time.sleep(0.05)


class Web(Process):
    """A web server; `url` is its address without a slash at the end."""

    url: str
    port: int


def descendants(pid: int) -> list[int]:
    """The ids of a process's children and of theirs, the youngest first."""
    parents = {}
    for entry in Path("/proc").glob("[0-9]*/stat"):
        try:
            parents[int(entry.parent.name)] = int(entry.read_text().rpartition(")")[2].split()[1])
        except OSError:
            continue
    found = [pid]
    for known in found:
        found.extend(child for child, parent in parents.items() if parent == known)
    return found[:0:-1]


def kill_all(pids: Sequence[int]) -> None:
    for pid in pids:
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)


def process_environment(**changes: str) -> dict[str, str]:
    """Our environment for another process, with the database that the running test is connected to."""
    from django.db import connection

    return {**os.environ, "DATABASE_URL": database_url(connection.settings_dict), **changes}


def database_url(settings: Mapping[str, object]) -> str:
    """Django's settings of one database as the address that `DATABASE_URL` holds."""
    if str(settings["ENGINE"]).endswith("sqlite3"):
        return f"sqlite:///{settings['NAME']}"
    return f"postgres://{settings['USER']}@{settings['HOST']}:{settings['PORT']}/{settings['NAME']}"


@contextmanager
def running(
    process: type[Process], command: Sequence[str], environment: Mapping[str, str] | None
) -> Iterator:
    with tempfile.TemporaryDirectory(prefix="samklang-log-") as directory:
        started = process(command, os.environ if environment is None else environment, Path(directory, "log"))
        try:
            yield started
        finally:
            started.stop()


@contextmanager
def web(
    environment: Mapping[str, str] | None = None, *, workers: int = 1, threads: int = 1, port: int = 0
) -> Iterator[Web]:
    """gunicorn with Samklang's WSGI application on a free port (or on `port`, to come back to the same)."""
    port = port or free_port()
    url = f"http://127.0.0.1:{port}"
    surroundings = {**(os.environ if environment is None else environment), "SITE_URL": url}
    command = [sys.executable, "-m", "gunicorn", "portal.wsgi:application", "--bind", f"127.0.0.1:{port}"]
    command += [
        "--workers",
        str(workers),
        "--threads",
        str(threads),
        "--timeout",
        "120",
        "--no-control-socket",
    ]
    with running(Web, command, surroundings) as site:
        site.port, site.url = port, url
        site.wait_until(lambda: answers(port))
        yield site


@contextmanager
def development_web(environment: Mapping[str, str] | None = None) -> Iterator[Web]:
    """Django's development server, as `make run` starts it, on a free port."""
    port = free_port()
    url = f"http://127.0.0.1:{port}"
    surroundings = {**(os.environ if environment is None else environment), "SITE_URL": url}
    command = [sys.executable, "manage.py", "runserver", "--noreload", "--skip-checks", f"127.0.0.1:{port}"]
    with running(Web, command, surroundings) as site:
        site.port, site.url = port, url
        site.wait_until(lambda: answers(port))
        yield site


@contextmanager
def worker(
    environment: Mapping[str, str] | None = None,
    *,
    concurrency: int = 1,
    queues: Sequence[str] = (),
    beat: bool = False,
    pool: str = "prefork",
    wait: bool = True,
) -> Iterator[Process]:
    """A Celery worker under a name of its own; with `beat` it also sends the regular jobs.

    Without `wait` it is handed over at once: for tests in which the broker is away.
    """
    options = ["--hostname", f"test-{uuid.uuid4().hex[:8]}@%h", "--concurrency", str(concurrency)]
    options += ["--pool", pool, "--loglevel", "INFO", "--without-gossip", "--without-mingle"]
    if queues:
        options += ["--queues", ",".join(queues)]
    with tempfile.TemporaryDirectory(prefix="samklang-beat-") as schedule:
        if beat:
            options += ["--beat", "--schedule", f"{schedule}/schedule"]
        command = [sys.executable, "-m", "celery", "-A", "portal.celery", "worker", *options]
        with running(Process, command, environment) as process:
            if wait:
                process.wait_until(lambda: " ready." in process.said())
            yield process


def answers(port: int, path: str = "/health", host: str = "127.0.0.1") -> bool:
    """Whether a web server says there that it is well."""
    connection = HTTPConnection("127.0.0.1", port, timeout=10)
    try:
        connection.request("GET", path, headers={"Host": host})
        return connection.getresponse().status == 200
    except OSError:
        return False
    finally:
        connection.close()

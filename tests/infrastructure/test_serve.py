"""`portal/bin/serve`, on the default without servers: both processes run, and end together."""

import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.children import free_port
from tests.processes import ROOT, Process, answers, descendants, running


@pytest.fixture(scope="module")
def environment(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The environment of a person who has set nothing, but for a place and a port of the test's own."""
    surroundings = {
        "PATH": os.environ["PATH"],
        "SAMKLANG_VAR": str(tmp_path_factory.mktemp("var")),
        "PORT": str(free_port()),
    }
    subprocess.run(["portal/bin/migrate"], cwd=ROOT, env=surroundings, check=True)
    return surroundings


@contextmanager
def serving(environment: dict[str, str]) -> Iterator[Process]:
    with running(Process, ["portal/bin/serve"], environment) as serve:
        serve.wait_until(lambda: "Samklang runs at" in serve.said() and "ready." in worker_log(environment))
        yield serve


def worker_log(environment: dict[str, str]) -> str:
    log = Path(environment["SAMKLANG_VAR"], "worker.log")
    return log.read_text() if log.exists() else ""


def still_running(pids: list[int]) -> dict[int, str]:
    """Those that run two seconds later, with their commands; what only waits to be counted has ended."""
    deadline = time.monotonic() + 2
    while left := {pid: command for pid in pids if (command := command_of(pid))}:
        if time.monotonic() > deadline:
            break
        time.sleep(0.05)
    return left


def command_of(pid: int) -> str:
    """The command line of a process; empty when it has ended."""
    try:
        return Path(f"/proc/{pid}/cmdline").read_text().replace("\0", " ")
    except OSError:
        return ""


def end(serve: Process, number: int) -> int:
    serve.popen.send_signal(number)
    return serve.popen.wait(30)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_it_says_where_it_is_and_a_signal_ends_web_server_and_worker(
    number: signal.Signals, environment: dict[str, str]
) -> None:
    with serving(environment) as serve:
        port = int(environment["PORT"])
        assert f"http://127.0.0.1:{port}/" in serve.said()
        assert answers(port)
        pids = descendants(serve.pid)
        assert len(pids) >= 4, "development server and its reloader, worker and its children"
        assert end(serve, number) == 0
        assert still_running(pids) == {}
        assert not answers(port)


def test_when_the_worker_ends_by_itself_the_web_server_ends_too_and_the_exit_code_says_so(
    environment: dict[str, str],
) -> None:
    with serving(environment) as serve:
        pids = descendants(serve.pid)
        os.kill(child_running(pids, "celery"), signal.SIGKILL)
        assert serve.popen.wait(30) != 0
        assert "worker process ended by itself" in serve.said()
        assert still_running(pids) == {}


def test_when_the_web_server_cannot_start_the_worker_ends_too(environment: dict[str, str]) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        taken = {**environment, "PORT": str(other.getsockname()[1])}
        with running(Process, ["portal/bin/serve"], taken) as serve:
            assert serve.popen.wait(60) != 0
            assert "web process ended by itself" in serve.said()


def child_running(pids: list[int], word: str) -> int:
    """The oldest of the processes whose command line holds `word`."""
    return min(pid for pid in pids if word in command_of(pid))


def test_the_accounts_of_the_demonstration_are_shown(environment: dict[str, str]) -> None:
    loaded = subprocess.run([sys.executable, "manage.py", "demonstration"], cwd=ROOT, env=environment)
    assert loaded.returncode == 0
    with serving(environment) as serve:
        serve.wait_until(lambda: len(re.findall(r"\S+@\S+", serve.said())) >= 5)

"""The tests' own PostgreSQL and Redis: there for one command, gone with it, whatever happens to it."""

import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

import psycopg
import pytest
import redis as redis_client

from tests.children import free_port
from tests.processes import ROOT
from tests.services import PrivateRedis, ServiceError, private_redis, private_services

SHOW_ADDRESSES = 'echo "$DATABASE_URL $REDIS_URL $SAMKLANG_VAR"'


def start(*command: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "tests/services.py", "--", *command],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        stdin=subprocess.DEVNULL,
        text=True,
    )


def is_open(url: str) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", urlsplit(url).port or 0)) == 0


def soon(true: Callable[[], bool]) -> bool:
    deadline = time.monotonic() + 10
    while not true() and time.monotonic() < deadline:
        time.sleep(0.05)
    return true()


def test_postgresql_is_new_enough_and_redis_drops_nothing() -> None:
    with private_services() as services:
        with psycopg.connect(services.database_url) as connection:
            assert connection.info.server_version >= 150000
        client = redis_client.Redis.from_url(services.redis_url)
        assert client.config_get("maxmemory-policy") == {"maxmemory-policy": "noeviction"}


def test_two_at_once_have_nothing_in_common() -> None:
    with private_services() as one, private_services() as other:
        with psycopg.connect(one.database_url) as connection:
            connection.execute("CREATE TABLE mine (id int)")
        with psycopg.connect(other.database_url) as connection:
            found = connection.execute("SELECT to_regclass('mine')").fetchone()
        assert found == (None,)
        assert one.directory != other.directory
        assert one.redis_url != other.redis_url


def test_a_failing_command_passes_its_exit_code_on_and_leaves_nothing() -> None:
    process = start("sh", "-c", f"{SHOW_ADDRESSES}; exit 7")
    output, _ = process.communicate(timeout=60)
    database, redis, var = output.split()
    assert process.returncode == 7
    assert not is_open(database)
    assert not is_open(redis)
    assert not Path(var).parent.exists()


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_interrupts_the_command_and_leaves_nothing(number: signal.Signals) -> None:
    script = """
import os, time
try:
    print(os.environ["DATABASE_URL"], os.environ["REDIS_URL"], flush=True)
    time.sleep(60)
except KeyboardInterrupt:
    print("tidied")
"""
    process = start(sys.executable, "-c", script)
    assert process.stdout
    database, redis = process.stdout.readline().split()
    assert is_open(database), "the services run while the command does"
    assert is_open(redis), "the services run while the command does"
    process.send_signal(number)
    output, _ = process.communicate(timeout=60)
    assert process.returncode == 128 + number
    assert output.strip() == "tidied"
    assert not is_open(database)
    assert not is_open(redis)


def test_not_even_a_killed_run_leaves_servers_behind() -> None:
    process = start("sh", "-c", f"{SHOW_ADDRESSES}; exec sleep 60")
    assert process.stdout
    database, redis, var = process.stdout.readline().split()
    process.kill()
    process.communicate()
    assert soon(lambda: not is_open(database) and not is_open(redis))
    shutil.rmtree(Path(var).parent)


def test_a_process_that_the_command_left_in_the_background_is_ended() -> None:
    process = start("sh", "-c", "setsid sleep 60 >/dev/null 2>&1 & echo $!")
    output, _ = process.communicate(timeout=60)
    left = int(output)
    assert soon(lambda: not Path(f"/proc/{left}").exists())


def test_an_orphan_that_ends_while_the_command_runs_is_gone_at_once() -> None:
    """Seen to fail while services.py only waited for the command itself."""
    command = 'pid=$(sh -c "sleep 0.1 >/dev/null & echo \\$!"); sleep 0.5; test ! -e /proc/$pid'
    process = start("sh", "-c", command)
    process.communicate(timeout=60)
    assert process.returncode == 0


def test_redis_comes_back_on_the_same_port() -> None:
    with private_redis() as redis:
        port = redis.port
        redis.stop()
        assert not is_open(redis.url)
        redis.start()
        assert redis.port == port
        assert redis.answers()


def test_a_missing_program_is_said_in_one_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shutil.which", lambda *arguments, **options: None)
    with pytest.raises(ServiceError, match="redis-server is missing") as raised:
        PrivateRedis(tmp_path).command()
    assert "\n" not in str(raised.value)


def test_a_port_that_was_taken_meanwhile_is_left_for_another(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        taken = other.getsockname()[1]
        ports = iter([taken, free_port()])
        monkeypatch.setattr("tests.services.free_port", lambda: next(ports))
        redis = PrivateRedis(tmp_path)
        try:
            redis.start()
            assert redis.port != taken
        finally:
            redis.stop()

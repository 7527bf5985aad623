"""A private PostgreSQL and a private Redis, for as long as one command or one `with` block runs.

    python tests/services.py -- COMMAND…
    with private_services() as services: services.database_url, services.redis_url

Trust authentication and `fsync=off` are for tests alone. Each start has ports and a directory of its own,
so several may run on one machine. The servers never outlive this process, not even when it is killed with -9.
"""

import os
import pwd
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import FrameType

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from tests.children import adopt_orphans, end_leftovers, free_port, start_child, stop_child, wait_for

OLDEST_POSTGRES = 15
DATABASE = "samklang"
READY_WITHIN = 30.0
ATTEMPTS = 3


class ServiceError(RuntimeError):
    """A service cannot be had; the message is one sentence for the person who started us."""


class Interrupted(BaseException):
    """We were asked to stop by a signal, while the command ran."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.number = number


class Server:
    """A server process on a free port of 127.0.0.1; stopped, it may be started again on the same port."""

    name = "server"
    polite = signal.SIGTERM
    user: str | None = None

    def __init__(self, directory: Path) -> None:
        self.directory = directory
        self.log = directory / f"{self.name}.log"
        self.port = 0
        self.process: subprocess.Popen[bytes] | None = None

    def command(self) -> list[str]:
        raise ServiceError(f"{self.name} has no command.")

    def answers(self) -> bool:
        raise ServiceError(f"{self.name} cannot be asked.")

    def start(self) -> None:
        """Start and wait until it answers. Another process may take a free port first: then try the next."""
        for _ in range(1 if self.port else ATTEMPTS):
            self.port = self.port or free_port()
            self.process = start_child(
                self.command(),
                log=self.log,
                directory=self.directory,
                user=self.user,
                when_parent_ends=self.polite,
            )
            if self._becomes_ready():
                return
            self.stop()
            self.port = 0
        tail = self.log.read_text(errors="replace")[-2000:] if self.log.exists() else ""
        raise ServiceError(f"{self.name} did not start:\n{tail}")

    def stop(self) -> None:
        if self.process:
            stop_child(self.process, self.polite)
            self.process = None

    def _becomes_ready(self) -> bool:
        deadline = time.monotonic() + READY_WITHIN
        while self.process and self.process.poll() is None and time.monotonic() < deadline:
            if self.answers():
                return self.process.poll() is None
            time.sleep(0.03)
        return False


class PrivateRedis(Server):
    name = "redis-server"

    @property
    def url(self) -> str:
        return f"redis://127.0.0.1:{self.port}/0"

    def command(self) -> list[str]:
        options = {
            "--port": str(self.port),
            "--bind": "127.0.0.1",
            "--dir": str(self.directory),
            "--save": "",
            "--appendonly": "no",
            "--maxmemory-policy": "noeviction",
        }
        return [program("redis-server"), *(word for option in options.items() for word in option)]

    def answers(self) -> bool:
        try:
            with socket.create_connection(("127.0.0.1", self.port), timeout=1) as connection:
                connection.sendall(b"PING\r\n")
                return connection.recv(7).startswith(b"+PONG")
        except OSError:
            return False


class PrivatePostgres(Server):
    name = "postgres"
    # Immediate shutdown: there is nothing in it to be kept.
    polite = signal.SIGQUIT

    def __init__(self, directory: Path) -> None:
        super().__init__(directory)
        self.programs = postgres_programs()
        self.data = directory / "data"
        if os.geteuid() == 0:
            self.user = _unprivileged_user()
            shutil.chown(directory, self.user)

    @property
    def url(self) -> str:
        return f"postgres://{DATABASE}@127.0.0.1:{self.port}/{DATABASE}"

    def command(self) -> list[str]:
        settings = {
            "listen_addresses": "127.0.0.1",
            "port": str(self.port),
            "unix_socket_directories": "",
            "max_connections": "200",
            "fsync": "off",
            "full_page_writes": "off",
            "synchronous_commit": "off",
            "jit": "off",
        }
        words = [word for key, value in settings.items() for word in ("-c", f"{key}={value}")]
        return [str(self.programs / "postgres"), "-D", str(self.data), *words]

    def answers(self) -> bool:
        return self._tool("pg_isready", "-q", "-d", "postgres") == 0

    def start(self) -> None:
        is_new = not self.data.exists()
        if is_new:
            self._initialise()
        super().start()
        if is_new and self._tool("createdb", DATABASE):
            raise ServiceError("The test database could not be created.")

    def _initialise(self) -> None:
        options = ["-U", DATABASE, "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync"]
        command = [str(self.programs / "initdb"), "-D", str(self.data), *options]
        child = start_child(command, log=self.log, directory=self.directory, user=self.user)
        if child.wait():
            raise ServiceError(f"initdb failed:\n{self.log.read_text(errors='replace')[-2000:]}")

    def _tool(self, name: str, *arguments: str) -> int:
        place = ["-h", "127.0.0.1", "-p", str(self.port), "-U", DATABASE]
        return subprocess.run([str(self.programs / name), *place, *arguments], check=False).returncode


def program(name: str) -> str:
    found = shutil.which(name, path=f"{os.environ.get('PATH', '')}:/usr/sbin:/sbin")
    if not found:
        raise ServiceError(
            f"{name} is missing: install Debian's package {name} (portal/bin/setup test does)."
        )
    return found


def postgres_programs() -> Path:
    """The folder of the newest PostgreSQL; Debian keeps its programs off the PATH."""
    folders = [path.parent for path in Path("/usr/lib/postgresql").glob("*/bin/postgres")]
    newest = max(folders, key=lambda folder: int(folder.parent.name), default=None)
    if newest and int(newest.parent.name) >= OLDEST_POSTGRES:
        return newest
    on_path = shutil.which("postgres")
    if on_path:
        return Path(on_path).resolve().parent
    raise ServiceError(
        f"PostgreSQL {OLDEST_POSTGRES} or newer is missing: install Debian's package postgresql "
        "(portal/bin/setup test does)."
    )


def _unprivileged_user() -> str:
    """PostgreSQL refuses to run as root."""
    known = {entry.pw_name for entry in pwd.getpwall()}
    for name in ("postgres", "nobody"):
        if name in known:
            return name
    raise ServiceError(
        "PostgreSQL does not run as root, and there is no user postgres or nobody to run it as."
    )


@dataclass(frozen=True)
class Services:
    directory: Path
    postgres: PrivatePostgres
    redis: PrivateRedis

    @property
    def database_url(self) -> str:
        return self.postgres.url

    @property
    def redis_url(self) -> str:
        return self.redis.url

    def environment(self) -> dict[str, str]:
        """Our environment, pointing at these services and at files of their own."""
        return {
            **os.environ,
            "DATABASE_URL": self.database_url,
            "REDIS_URL": self.redis_url,
            "SAMKLANG_ENV": "development",
            "SAMKLANG_VAR": str(self.directory / "var"),
            "MEDIA_ROOT": str(self.directory / "var" / "media"),
            "SECRET_KEY": "for-tests-alone-and-nowhere-else-0123456789",
        }


@contextmanager
def private_directory() -> Iterator[Path]:
    """A temporary directory that other users may pass through, as PostgreSQL's user has to."""
    directory = Path(tempfile.mkdtemp(prefix="samklang-"))
    directory.chmod(0o711)
    try:
        yield directory
    finally:
        shutil.rmtree(directory, ignore_errors=True)


@contextmanager
def private_redis() -> Iterator[PrivateRedis]:
    """One Redis of its own, for tests that stop and start it."""
    with private_directory() as directory:
        redis = PrivateRedis(directory)
        try:
            redis.start()
            yield redis
        finally:
            redis.stop()


@contextmanager
def private_services() -> Iterator[Services]:
    with private_directory() as directory, ExitStack() as stack:
        for name in ("postgres", "redis", "var"):
            (directory / name).mkdir()
        services = Services(
            directory, PrivatePostgres(directory / "postgres"), PrivateRedis(directory / "redis")
        )
        for server in (services.postgres, services.redis):
            stack.callback(server.stop)
            server.start()
        yield services


def _interrupt(number: int, frame: FrameType | None) -> None:
    raise Interrupted(number)


def _in_foreground() -> bool:
    """Whether a Ctrl-C at the terminal has reached the command as well as us."""
    try:
        return os.tcgetpgrp(sys.stdin.fileno()) == os.getpgrp()
    except (OSError, ValueError):
        return False


def run(command: Sequence[str], services: Services) -> int:
    """Run the command to its end. If we are stopped, it is told as by Ctrl-C, so that it can tidy up."""
    child = start_child(command, environment=services.environment())
    try:
        return wait_for(child, [services.postgres.process, services.redis.process])
    except Interrupted as interrupted:
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        signal.signal(signal.SIGTERM, signal.SIG_IGN)
        if not (interrupted.number == signal.SIGINT and _in_foreground()):
            child.send_signal(signal.SIGINT)
        try:
            child.wait(20)
        except subprocess.TimeoutExpired:
            stop_child(child)
        raise
    finally:
        servers = (services.postgres.process, services.redis.process)
        end_leftovers({process.pid for process in servers if process})


def main(arguments: Sequence[str]) -> int:
    if len(arguments) < 2 or arguments[0] != "--":
        print("Usage: python tests/services.py -- COMMAND…", file=sys.stderr)
        return 2
    adopt_orphans()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, _interrupt)
    try:
        with private_services() as services:
            code = run(arguments[1:], services)
    except (ServiceError, FileNotFoundError) as error:
        print(f"services: {error}", file=sys.stderr)
        return 2
    except Interrupted as interrupted:
        return 128 + interrupted.number
    return code if code >= 0 else 128 - code


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

"""The portal with its demonstration, run as people meet it: real database, broker, worker and web server."""

import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import psycopg

from tests.processes import ROOT, Process, Web, development_web, web, worker

FAST = {
    "JOB_LEASE_SECONDS": "4",
    "JOB_RESEND_SECONDS": "2",
    "JOB_SWEEP_SECONDS": "1",
    "NOTICE_WAIT_SECONDS": "0",
}
TEMPLATE = "samklang_walks"


@dataclass
class Portal:
    """A running portal; `environment` starts more processes beside it."""

    site: Web
    worker: Process
    environment: dict[str, str]

    @property
    def url(self) -> str:
        return self.site.url

    def mails(self) -> list[str]:
        folder = Path(self.environment["SAMKLANG_VAR"], "mail")
        return [path.read_text() for path in sorted(folder.glob("*"))]


def manage(environment: Mapping[str, str], *command: str) -> None:
    subprocess.run(
        [sys.executable, "manage.py", *command], cwd=ROOT, env=environment, check=True, capture_output=True
    )


def address_of(database: str) -> str:
    return urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{database}").geturl()


def execute(statement: str) -> None:
    with psycopg.connect(os.environ["DATABASE_URL"], autocommit=True) as connection:
        connection.execute(statement)


def make_template(var: Path) -> None:
    """One database with the demonstration, of which each portal gets a copy."""
    execute(f"CREATE DATABASE {TEMPLATE}")
    environment = {**os.environ, "DATABASE_URL": address_of(TEMPLATE), "SAMKLANG_VAR": str(var)}
    manage(environment, "migrate", "-v0")
    manage(environment, "demonstration")


@contextmanager
def portal_with_servers(name: str, var: Path, broker: int) -> Iterator[Portal]:
    """On PostgreSQL and Redis, with gunicorn; `broker` is the number of the Redis database."""
    execute(f"CREATE DATABASE {name} TEMPLATE {TEMPLATE}")
    environment = {
        **os.environ,
        **FAST,
        "DATABASE_URL": address_of(name),
        "REDIS_URL": f"{os.environ['REDIS_URL'].rsplit('/', 1)[0]}/{broker}",
        "SAMKLANG_VAR": str(var),
    }
    with ExitStack() as stack:
        site = stack.enter_context(web(environment, threads=4))
        yield Portal(site, stack.enter_context(worker(environment, beat=True)), environment)


@contextmanager
def portal_without_servers(var: Path) -> Iterator[Portal]:
    """As `make run` starts it: SQLite, a broker in files, the development server."""
    without = {key: value for key, value in os.environ.items() if key not in ("DATABASE_URL", "REDIS_URL")}
    environment = {**without, **FAST, "SAMKLANG_VAR": str(var)}
    manage(environment, "migrate", "-v0")
    manage(environment, "demonstration")
    with ExitStack() as stack:
        site = stack.enter_context(development_web(environment))
        yield Portal(site, stack.enter_context(worker(environment, beat=True)), environment)

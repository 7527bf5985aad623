"""`make bench`: the measures of the portal as ratios within one run; fails when a bar is missed.

    python tests/services.py -- python -m tests.bench [one or more of PARTS]

The server is gunicorn with one worker and production's settings on PostgreSQL; requests come one after the
other, each measured one right after an empty page of the portal.
"""

# ruff: noqa: E402 - Django has to be set up before anything of the portal is imported.

import os
import subprocess
import sys
from collections.abc import Mapping
from io import StringIO

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.bench.settings")

import django

django.setup()

from django.core.management import call_command
from django.db import connection

from tests.bench import world as rows
from tests.bench.accounts import measure_accounts
from tests.bench.applying import measure_applying
from tests.bench.browser import Browser
from tests.bench.decisions import measure_deciding
from tests.bench.grant import measure_grant
from tests.bench.overview import measure_overview
from tests.bench.report import measure_report
from tests.bench.roll_call import BARE, FRAME, measure_opening, measure_queries, measure_saving
from tests.bench.sessions import measure_sessions
from tests.bench.table import Table
from tests.bench.weight import measure_weight
from tests.db import people
from tests.db.people import Samklang
from tests.processes import ROOT, web

PARTS = (
    *("roll-call", "decisions", "applying", "overview", "grant"),
    *("sessions", "accounts", "weight", "report"),
)

BESIDE_PAGES = {"report", "sessions", "accounts"}
"""Those that need no server."""


def measure(parts: set[str], table: Table) -> None:
    if "report" in parts:
        call_command("migrate", verbosity=0)
        call_command("demonstration", stdout=StringIO())
        measure_report(table)
        _empty_database()
    call_command("migrate", verbosity=0)
    samklang = _measure_pages(parts, table) if parts - BESIDE_PAGES else people.build()
    if "sessions" in parts:
        measure_sessions(table, samklang)
    if "accounts" in parts:
        measure_accounts(table, samklang)


def _measure_pages(parts: set[str], table: Table) -> Samklang:
    world = rows.build()
    with connection.cursor() as cursor:
        # As the database's own housekeeping leaves tables that have been there for a while.
        cursor.execute("ANALYZE")
    with web(_production()) as site:
        teacher = Browser(site.port, world.samklang.ida)
        coordinator = Browser(site.port, world.samklang.bodil)
        for _ in range(20):
            teacher.get(BARE)
            teacher.get(FRAME)
        if "roll-call" in parts:
            measure_opening(table, teacher, world)
        if "weight" in parts:
            measure_weight(table, teacher, world)
        if "roll-call" in parts:
            measure_saving(table, teacher, world)
            measure_queries(table, teacher, world)
        if "decisions" in parts:
            measure_deciding(table, coordinator, world)
        if "applying" in parts:
            measure_applying(table, site.port, world)
        _measure_many(parts, table, site.port, world.samklang)
    return world.samklang


def _measure_many(parts: set[str], table: Table, port: int, samklang: Samklang) -> None:
    """Pages over few rows and over many."""
    if "overview" in parts:
        measure_overview(table, port, samklang)
    if "grant" in parts:
        measure_grant(table, port, samklang)


def _empty_database() -> None:
    """The report's rows and the pages' would be in each other's way."""
    with connection.cursor() as cursor:
        cursor.execute("DROP SCHEMA public CASCADE")
        cursor.execute("CREATE SCHEMA public")


def _is_private() -> bool:
    """The measures fill and empty the database, so it must be one that nobody has used."""
    return connection.vendor == "postgresql" and not connection.introspection.table_names()


def _production() -> Mapping[str, str]:
    """The environment of the server, whose static files have been gathered as production's are."""
    environment = {**os.environ, "SAMKLANG_ENV": "production", "ALLOWED_HOSTS": "127.0.0.1"}
    environment["CACHE_URL"] = f"{os.environ['REDIS_URL'].rsplit('/', 1)[0]}/1"
    gather = [sys.executable, "manage.py", "collectstatic", "--noinput", "-v", "0"]
    subprocess.run(gather, cwd=ROOT, env=environment, check=True)
    return environment


def main(arguments: list[str]) -> int:
    parts = set(arguments) or set(PARTS)
    if unknown := parts - set(PARTS):
        print(f"bench: {', '.join(sorted(unknown))}? There are {', '.join(PARTS)}.", file=sys.stderr)
        return 2
    if not _is_private():
        print("bench: needs an empty PostgreSQL database of its own: make bench", file=sys.stderr)
        return 2
    table = Table()
    measure(parts, table)
    print(table)
    if table.missed:
        print(f"\n{len(table.missed)} of the bars missed.", file=sys.stderr)
    return 1 if table.missed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

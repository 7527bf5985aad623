"""A report from claim to published, next to a fresh process that writes the same HTML with WeasyPrint."""

import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
from pathlib import Path

from portal.accounts.models import User
from portal.audit.actor import Actor
from portal.charts import warm
from portal.demonstration import accounts
from portal.documents.assets import Asset
from portal.documents.pdf import OPTIONS
from portal.documents.process import DocumentProcess
from portal.jobs.lease import claimed
from programmes.models import ProgrammeMembership
from reports.actions import build_report as building
from reports.actions.request_report import request_report
from reports.definitions.registry import definition
from reports.definitions.scope import Scope
from reports.models import ReportRun
from reports.rules.periods import Period
from tests.bench.table import Table, median, times

ROUNDS = 5
REPORT = 1.25
PLAIN = Path(__file__).with_name("plain_weasyprint.py")
PERIOD = Period(2024, 2025)


class Saved(DocumentProcess):
    """Keeps what it was asked to render, for the plain process to write again."""

    html = ""
    assets: Mapping[str, Asset] = {}

    def render(self, html: str, assets: Mapping[str, Asset]) -> bytes:
        Saved.html, Saved.assets = html, assets
        return super().render(html, assets)


def measure_report(table: Table) -> None:
    warm()
    building.DocumentProcess = Saved
    _build()
    with tempfile.TemporaryDirectory(prefix="samklang-bench-") as directory:
        _save(Path(directory))
        _plain(directory)
        built, plain = [], []
        for _ in range(ROUNDS):
            plain.append(_plain(directory))
            built.append(_build())
    table.tell("a report from claim to published", times(built))
    table.tell("  a fresh process that writes the same HTML", times(plain))
    table.bar("report, times the fresh process", median(built) / median(plain), REPORT, "×", decimals=2)


def _build() -> float:
    lead = User.objects.get(email=accounts.PROGRAMME_LEAD)
    memberships = ProgrammeMembership.objects.everything(why="the lead whose report is measured")
    scope = Scope(programme=memberships.select_related("programme").get(user=lead).programme)
    report = request_report(
        actor=Actor.of(lead), definition=definition("programme"), scope=scope, period=PERIOD
    )
    started = time.perf_counter()
    with claimed(str(report.job_id)) as claim:
        building.build_report(claim=claim)
    took = time.perf_counter() - started
    if not ReportRun.objects.everything(why="whether it came out").get(pk=report.pk).is_published:
        raise SystemExit("the report was not published")
    return took


def _save(directory: Path) -> None:
    (directory / "document.html").write_text(Saved.html)
    for name, asset in Saved.assets.items():
        (directory / name).write_bytes(asset.data)
    mimes = {name: asset.mime for name, asset in Saved.assets.items()}
    (directory / "asked.json").write_text(json.dumps({"mimes": mimes, "options": OPTIONS}))


def _plain(directory: str) -> float:
    started = time.perf_counter()
    subprocess.run([sys.executable, str(PLAIN), directory], check=True)
    return time.perf_counter() - started

"""Builds a programme's report without browser and broker; the path of the PDF is the last line."""

import shutil
from argparse import ArgumentParser
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db.models import Count
from django.utils import timezone

from portal.audit.actor import Actor
from portal.documents.storage import private_storage
from portal.jobs.lease import claimed
from portal.jobs.models import Job
from programmes.models import Programme, ProgrammeMembership
from reports.actions.build_report import build_report
from reports.actions.request_report import request_report
from reports.definitions.registry import definition
from reports.definitions.scope import Scope
from reports.models import ReportRun
from reports.rules.choices import RunDays, period_choices
from reports.rules.periods import Period

WHY = "a person at the machine's own console"


class Command(BaseCommand):
    help = (
        "Builds the report of a programme as its lead would, and prints the path of the PDF as the last line."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--programme", help="its public name; by default the one of the most groups")
        parser.add_argument("--period", help="2024 or 2024–2025; by default all years that are closed")

    def handle(self, *args: object, **options: str | None) -> None:
        lead = self._lead(options["programme"])
        kind, scope = definition("programme"), Scope(programme=lead.programme)
        runs = [RunDays(run.name, run.starts_on, run.ends_on, run.is_closed) for run in kind.runs(scope)]
        choices = period_choices(runs, several_years=True, this_year=timezone.localdate().year)
        if not choices:
            raise CommandError(f"Nothing of {lead.programme} has been run.")
        period = _period(options["period"]) or choices[0].period
        report = request_report(actor=Actor.of(lead.user), definition=kind, scope=scope, period=period)
        self.stdout.write(f"{report.title}, version {report.version}")
        with claimed(str(report.job_id)) as claim:
            if claim:
                build_report(claim=claim, tell=lambda step: self.stdout.write(f"  {step}"))
        self.stdout.write(str(self._copy(report)))

    def _lead(self, name: str | None) -> ProgrammeMembership:
        programmes = Programme.objects.everything(why=WHY).annotate(members=Count("schools"))
        if name:
            programmes = programmes.filter(public_name=name)
        leads = ProgrammeMembership.objects.everything(why=WHY).filter(ended_at=None, sub_region=None)
        ranked = leads.filter(programme__in=programmes.filter(members__gt=0))
        ranked = ranked.annotate(groups=Count("programme__runs__groups")).order_by("-groups", "pk")
        lead = ranked.select_related("user", "programme").first()
        if not lead:
            raise CommandError("There is no programme with a lead here. Load one: manage.py demonstration")
        return lead

    def _copy(self, report: ReportRun) -> Path:
        """The published file under its own name; raises CommandError where the job was refused."""
        report = ReportRun.objects.everything(why=WHY).with_job().get(pk=report.pk)
        if not report.is_published:
            job: Job = report.job
            raise CommandError(job.reason or "Another worker has it; it stands in the list of reports.")
        copy = Path(settings.VAR) / "reports" / report.file_name
        copy.parent.mkdir(parents=True, exist_ok=True)
        with private_storage().open(report.file) as file, copy.open("wb") as target:
            shutil.copyfileobj(file, target)
        return copy


def _period(text: str | None) -> Period | None:
    try:
        return Period.read(text.replace("-", "\N{EN DASH}")) if text else None
    except ValueError:
        raise CommandError(f"{text} is no period; write 2024 or 2024-2025.") from None

"""Building a report that was asked for: the way of a figure, from the rows to one published file."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from django.db import connection, transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from portal.documents import storage
from portal.documents.checking import check
from portal.documents.errors import Crashed, DocumentError
from portal.documents.limits import limits
from portal.documents.process import DocumentProcess
from portal.geography.models import NoPeriod
from portal.jobs.lease import Claim, JobRefused
from portal.scope.rights import forget_rights
from reports.definitions.base import STEPS, Definition, NothingToReport, Snapshot
from reports.definitions.registry import definition as find_definition
from reports.definitions.scope import Scope
from reports.documents.writing import write
from reports.models import ReportRun
from reports.policies import may_request
from reports.rules.periods import Period

Tell = Callable[[str], None]


def build_report(*, claim: Claim, tell: Tell = lambda step: None) -> ReportRun:
    """Make the claimed job's report and publish it; `tell` hears the name of each step as it begins.

    Acts for whoever asked, whose right is judged again. Raises JobRefused where another attempt would not
    help, LeaseLost where another worker has the job now.
    """
    report = ReportRun.objects.everything(why="the report of a claimed job").with_job().get(job=claim.job)
    definition, scope = find_definition(report.definition), Scope.of(report)
    _judge(report, definition, scope)
    step = _Steps(claim, tell)
    with (
        DocumentProcess(limits(), on_wait=claim.renew) as process,
        _explained(),
        translation.override(report.language),
    ):
        snapshot = _figures(report, definition, scope, step)
        charts = definition.charts(snapshot)
        step.done()
        written = write(definition, snapshot, charts)
        content = process.render(written.html, written.assets)
        step.done()
        check(content, title=report.title, least_pages=2)
        return _publish(claim, report, snapshot, content)


class _Steps:
    """Counts the steps of one attempt: each that is done renews the lease. Names are in the asker's words."""

    def __init__(self, claim: Claim, tell: Tell) -> None:
        self.claim, self.tell, self.number = claim, tell, 0
        self.names = [str(step) for step in STEPS]
        tell(self.names[0])

    def done(self) -> None:
        self.number += 1
        self.claim.step(self.number)
        self.tell(self.names[self.number])


def _judge(report: ReportRun, definition: Definition, scope: Scope) -> None:
    forget_rights(report.requested_by)
    if not may_request(report.requested_by, definition, scope):
        raise JobRefused(_("You no longer have the role that this report is for."))


def _figures(report: ReportRun, definition: Definition, scope: Scope, step: _Steps) -> Snapshot:
    period = Period(report.period_from.year, report.period_to.year)
    with _one_moment():
        counted = definition.count(scope, definition.runs_in(scope, period), period)
    step.done()
    snapshot = definition.freeze(scope, counted)
    if report.rate is not None:
        snapshot = definition.in_one_currency(scope, snapshot, report.rate)
    step.done()
    return snapshot | {
        "document": {
            "definition": report.definition,
            "title": report.title,
            "period": str(period),
            "language": report.language,
            "version": report.version,
            "asked_by": report.requested_by.name,
            "made_on": timezone.localdate().isoformat(),
        }
    }


@contextmanager
def _one_moment() -> Iterator[None]:
    """All figures as of the same moment, though it takes several questions to count them."""
    if connection.vendor != "postgresql" or connection.in_atomic_block:
        yield
        return
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        yield


@contextmanager
def _explained() -> Iterator[None]:
    """What another attempt would not mend, in the language of who asked."""
    reader = translation.get_language()
    try:
        yield
    except Crashed:
        raise
    except DocumentError as error:
        with translation.override(reader):
            raise JobRefused(_(error.message)) from error
    except NothingToReport as error:
        with translation.override(reader):
            raise JobRefused(_("Nothing was run in %(period)s.") % {"period": error}) from error
    except NoPeriod as error:
        raise JobRefused(str(error)) from error


def _publish(claim: Claim, report: ReportRun, snapshot: Snapshot, content: bytes) -> ReportRun:
    stored = storage.publish("report.pdf", content)
    try:
        with claim.publishing():
            report.snapshot = snapshot
            report.file, report.sha256, report.size = stored.path, stored.sha256, stored.size
            report.published_at = timezone.now()
            report.save(update_fields=["snapshot", "file", "sha256", "size", "published_at"])
    except BaseException:
        storage.remove(stored.path)
        raise
    return report

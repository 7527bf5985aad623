"""Asking for reports and building them in tests, as their people do."""

import json
from collections.abc import Iterable

from portal.accounts.models import User
from portal.audit.actor import Actor
from portal.documents.storage import private_storage
from portal.jobs.lease import claimed
from reports.actions.build_report import build_report
from reports.actions.request_report import request_report
from reports.definitions.base import Definition
from reports.definitions.scope import Scope
from reports.models import ReportRun
from reports.policies import requestable
from reports.rules.periods import Period

WHY = "a test looks at what came out"
BOTH_YEARS = Period(2024, 2025)


def choice(user: User, definition: str, about: str = "") -> tuple[Definition, Scope]:
    """The user's first choice of that kind, or the one whose programme or part is called `about`."""
    for kind, scope in requestable(user):
        names = {str(scope.programme), str(scope.part)}
        if kind.key == definition and (not about or about in names):
            return kind, scope
    raise AssertionError(f"{user} may not ask for {definition} {about}")


def frozen(email: str, definition: str, period: Period, about: str = "") -> ReportRun:
    """The figures of a report as they would be frozen; the row is not stored and has no document."""
    kind, scope = choice(User.objects.get(email=email), definition, about)
    counted = kind.count(scope, kind.runs_in(scope, period), period)
    return ReportRun(definition=definition, snapshot=kind.freeze(scope, counted), **scope.fields)


def ask(user: User, definition: str, period: Period, about: str = "") -> ReportRun:
    kind, scope = choice(user, definition, about)
    return request_report(actor=Actor.of(user), definition=kind, scope=scope, period=period)


def build(report: ReportRun) -> ReportRun:
    """One delivery of its job to a worker; the row as it stands afterwards."""
    with claimed(str(report.job_id)) as claim:
        if claim:
            build_report(claim=claim)
    return again(report)


def again(report: ReportRun) -> ReportRun:
    return ReportRun.objects.everything(why=WHY).with_job().get(pk=report.pk)


def made(email: str, definition: str, period: Period, about: str = "") -> ReportRun:
    report = build(ask(User.objects.get(email=email), definition, period, about))
    assert report.is_published, report.job.reason
    return report


def content(report: ReportRun) -> bytes:
    with private_storage().open(report.file) as file:
        return file.read()


def rows(report: ReportRun) -> dict[str, dict]:
    """The rows of the table of collaborations by partner school."""
    return {row["partner"]: row for each in report.snapshot["collaborations"] for row in each["rows"]}


def written(report: ReportRun) -> str:
    return json.dumps(report.snapshot, ensure_ascii=False)


def whole_words(text: str, words: Iterable[str]) -> set[str]:
    """Those of `words` that stand in the text by themselves."""
    found = set(text.replace(",", " ").replace('"', " ").replace(".", " ").split())
    return {word for word in words if word in found}

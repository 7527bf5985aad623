"""Asking for a report: the row and its job in one transaction."""

from decimal import Decimal

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Max
from django.utils import translation

from portal.audit.actor import Actor
from portal.audit.log import record
from portal.jobs.queue import enqueue
from reports.definitions.base import STEPS, Definition
from reports.definitions.scope import Scope
from reports.models import ReportRun
from reports.policies import may_request
from reports.rules.periods import Period

TASK = "reports.build_report"


@transaction.atomic
def request_report(
    *,
    actor: Actor,
    definition: Definition,
    scope: Scope,
    period: Period,
    rate: Decimal | None = None,
) -> ReportRun:
    """A new version of the report; `rate` where its money of two currencies is to be told in one.

    Raises PermissionDenied and NothingToReport.
    """
    if actor.user is None or not may_request(actor.user, definition, scope):
        raise PermissionDenied
    definition.runs_in(scope, period)
    language = definition.language(scope)
    with translation.override(language):
        title = definition.title(scope, period)
    report = ReportRun.objects.create(
        definition=definition.key,
        **scope.fields,
        period_from=period.first,
        period_to=period.last,
        language=language,
        rate=rate,
        title=title[:200],
        version=_next_version(definition, scope, period),
        requested_by=actor.user,
        job=enqueue(actor=actor, task=TASK, steps=len(STEPS)),
    )
    record(actor, "request report", report, school=scope.school, definition=definition.key)
    return report


def _next_version(definition: Definition, scope: Scope, period: Period) -> int:
    earlier = ReportRun.objects.everything(why="numbers the versions of one report").filter(
        definition=definition.key, period_from=period.first, period_to=period.last, **scope.fields
    )
    return (earlier.aggregate(last=Max("version"))["last"] or 0) + 1

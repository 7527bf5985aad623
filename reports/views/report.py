from collections.abc import Sequence

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from portal.jobs.models import Job, JobState
from portal.web.access import for_roles
from portal.web.http import AuthedRequest, is_fragment, render_page
from reports.definitions.base import STEPS
from reports.definitions.registry import definition
from reports.definitions.scope import Scope
from reports.models import ReportRun
from reports.policies import ROLES

SHORT_WAIT_SECONDS = 4


@require_safe
@for_roles(*ROLES)
def show_report(request: AuthedRequest, pk: str) -> HttpResponse:
    """How far a report is; then its facts and the document itself.

    The browser asks for the part again each second and says what it shows: nothing new is no content.
    """
    report = get_object_or_404(ReportRun.objects.visible_to(request.user).with_job(), pk=pk)
    seen = _state(report.job)
    if is_fragment(request) and request.GET.get("seen") == seen:
        return HttpResponse(status=204)
    kind = definition(report.definition)
    context = {
        "report": report,
        "definition": kind,
        "seen": seen,
        "steps": _steps(report.job),
        "waits": _waits_long(report.job),
        "numbers": kind.key_numbers(report.figures) if report.is_published else [],
        "facts": _facts(report) if report.is_published else [],
        "ask_again": reverse("reports:ask", args=[report.definition, Scope.of(report).key]),
    }
    return render_page(request, "reports/report.html", context, partial="reports/_report.html")


def _state(job: Job) -> str:
    waits = "waits" if _waits_long(job) else ""
    return f"{job.state}-{job.attempts}-{job.step}{waits}"


def _waits_long(job: Job) -> bool:
    """Nobody has begun after some seconds: the workers are busy or away."""
    waited = (timezone.now() - job.created_at).total_seconds()
    return job.state == JobState.WAITING and waited > SHORT_WAIT_SECONDS


def _steps(job: Job) -> list[dict[str, str]]:
    return [{"name": str(name), "state": _step_state(job, place)} for place, name in enumerate(STEPS)]


def _step_state(job: Job, place: int) -> str:
    if job.state == JobState.DONE or place < job.step:
        return "done"
    if place > job.step or job.state == JobState.WAITING:
        return "later"
    return "failed" if job.state == JobState.FAILED else "now"


def _facts(report: ReportRun) -> Sequence[tuple[str, str]]:
    document = report.figures["document"]
    return [
        (_("Period"), document["period"]),
        (_("Version"), str(report.version)),
        (_("Asked for by"), document["asked_by"]),
        (_("Size"), _("%(size)s kB") % {"size": -(-(report.size or 0) // 1000)}),
        (_("Checksum (SHA-256)"), report.sha256),
    ]

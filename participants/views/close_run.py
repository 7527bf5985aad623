"""Closing a run: what follows is said before it is done."""

from dataclasses import dataclass

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from participants.actions.close_run import close_run
from participants.models import Enrolment
from portal.audit.actor import Actor
from portal.scope.roles import Role
from portal.web.access import for_roles
from portal.web.http import AuthedRequest, render_page
from programmes.models import ProgrammeRun, RunSchool, Session
from programmes.policies.setup import may_change_run
from programmes.views.setup import run_for


@dataclass
class Following:
    """How much of each there is at the reader's schools; `several` schools take part."""

    enrolled: int
    undecided: int
    not_logged: int
    coming: int
    several: bool


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles(Role.COORDINATOR)
def close(request: AuthedRequest, pk: int) -> HttpResponse:
    row = run_for(request, pk)
    if not may_change_run(request.user, row):
        raise PermissionDenied
    if request.method == "POST":
        try:
            close_run(actor=Actor.of(request.user), run_id=pk)
        except ProgrammeRun.DoesNotExist:
            raise Http404 from None
        messages.success(request, _("The run is closed."))
        return redirect("programmes:setup", pk=pk)
    context = {"run": row, "following": _following(request, row)}
    return render_page(request, "participants/close_run.html", context)


def _following(request: AuthedRequest, row: ProgrammeRun) -> Following:
    places = Enrolment.objects.in_scope_of(request.user).filter(group__run=row)
    sessions = Session.objects.visible_to(request.user).filter(group__run=row)
    now = timezone.now()
    schools = RunSchool.objects.everything(why="only how many schools take part").filter(run=row)
    return Following(
        enrolled=places.filter(state="enrolled").count(),
        undecided=places.filter(state__in=("applied", "waitlisted", "offered")).count(),
        not_logged=sessions.not_logged(now).count(),
        coming=sessions.filter(state="planned", ends_at__gt=now).count(),
        several=schools.count() > 1,
    )

"""What came of a run: who has been observed when, what was seen, where people went on, how far goals are."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from participants.forms.outcomes import GoalResultForm
from participants.views.outcomes_page import OutcomesPage, goals_of
from portal.audit.actor import Actor
from portal.scope.rights import rights_of
from portal.scope.roles import SCHOOL_ROLES, Role
from portal.web.access import for_roles
from portal.web.http import AuthedRequest, render_page
from programmes.actions.note_goal_result import note_goal_result
from programmes.models import Goal, GoalUnit, ProgrammeRun
from programmes.policies.run import RunClosed


@require_http_methods(["GET", "HEAD"])
@for_roles(*SCHOOL_ROLES)
def outcomes(request: AuthedRequest, pk: int) -> HttpResponse:
    """A teacher sees her own groups' people; figures, ways and goals are the coordinators'."""
    return _show(request, run_of(request, pk))


@require_POST
@for_roles(Role.COORDINATOR)
def goal_result(request: AuthedRequest, pk: int, goal: int) -> HttpResponse:
    run = run_of(request, pk)
    chosen = get_object_or_404(goals_of(request.user, run), pk=goal)
    form = GoalResultForm(request.POST, is_percent=chosen.unit == GoalUnit.PERCENT, prefix=str(goal))
    if not form.is_valid():
        return _show(request, run, forms={goal: form}, status=422)
    values = {"out_of": None} | form.cleaned_data
    try:
        note_goal_result(actor=Actor.of(request.user), goal_id=goal, run_id=pk, **values)
    except (Goal.DoesNotExist, ProgrammeRun.DoesNotExist):
        raise Http404 from None
    except RunClosed as refusal:
        raise PermissionDenied(str(refusal)) from None
    messages.success(request, _("How far the goal is has been kept."))
    return redirect("participants:outcomes", pk=pk)


def run_of(request: AuthedRequest, pk: int) -> ProgrammeRun:
    return get_object_or_404(ProgrammeRun.objects.visible_to(request.user).select_related("programme"), pk=pk)


def _show(
    request: AuthedRequest,
    run: ProgrammeRun,
    *,
    forms: dict[int, GoalResultForm] | None = None,
    status: int = 200,
) -> HttpResponse:
    coordinated = rights_of(request.user).of(Role.COORDINATOR)
    page = OutcomesPage(run, request.user, coordinated, forms or {})
    return render_page(request, "participants/outcomes.html", {"page": page, "run": run}, status=status)

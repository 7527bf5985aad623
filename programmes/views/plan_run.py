"""The plans of a run's groups in one go."""

from dataclasses import dataclass, field

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Count
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from portal.audit.actor import Actor
from portal.scope.roles import Role
from portal.web.access import for_roles
from portal.web.http import AuthedRequest, render_page
from programmes.actions.booking import DoubleBooked
from programmes.actions.make_sessions import make_sessions, preview_sessions
from programmes.forms.plan import RunPlanForm, suggested_for_run
from programmes.models import Group, ProgrammeRun, Session, SessionPlan
from programmes.planning import PlanWanted, as_stored
from programmes.policies.plan import OutsideRun
from programmes.policies.run import RunClosed
from programmes.views.plan import made_words
from programmes.views.plan_page import Preview

STORED = "stored"
"""Asks for the sessions of the plans that there are, such as those of a run that was copied."""
_WHY = "of groups that were looked up in scope"


@dataclass
class GroupLine:
    group: Group
    sessions: int = 0
    plans: list[SessionPlan] = field(default_factory=list)


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles(Role.COORDINATOR)
def plan_run(request: AuthedRequest, pk: int) -> HttpResponse:
    """One rule for the groups that are chosen, or each by its own weekday and time; or the stored plans."""
    run = get_object_or_404(ProgrammeRun.objects.visible_to(request.user).select_related("programme"), pk=pk)
    own = Group.objects.visible_to(request.user).coordinated_by(request.user).filter(run=run)
    groups = list(own.select_related("school"))
    if request.method == "POST" and run.is_closed:
        raise PermissionDenied
    lines, form = _lines(groups), _form(request, run, groups)
    wanted = _wanted(request, form, lines)
    preview = _answer(request, run, form, wanted) if wanted and not run.is_closed else None
    if isinstance(preview, HttpResponse):
        return preview
    context = {
        "run": run,
        "lines": lines,
        "form": None if run.is_closed else form,
        "preview": preview,
        "is_stored": _is_stored(request),
        "may_make": not run.is_closed and any(line.plans for line in lines),
    }
    refused = bool(form.errors) or (request.method == "POST" and preview is not None)
    return render_page(request, "programmes/plan_run.html", context, status=422 if refused else 200)


def _lines(groups: list[Group]) -> list[GroupLine]:
    rows = Session.objects.everything(why=_WHY).filter(group__in=groups).order_by()
    made = dict(rows.values_list("group").annotate(Count("pk")))
    lines = {group.pk: GroupLine(group, made.get(group.pk, 0)) for group in groups}
    for plan in SessionPlan.objects.everything(why=_WHY).filter(group__in=groups):
        lines[plan.group_id].plans.append(plan)
    return list(lines.values())


def _is_stored(request: AuthedRequest) -> bool:
    return STORED in (request.POST if request.method == "POST" else request.GET)


def _form(request: AuthedRequest, run: ProgrammeRun, groups: list[Group]) -> RunPlanForm:
    if not _is_stored(request):
        if request.method == "POST":
            return RunPlanForm(request.POST, groups=groups)
        if "starts_on" in request.GET:
            return RunPlanForm(request.GET, groups=groups)
    return RunPlanForm(groups=groups, initial=suggested_for_run(run, groups, timezone.localdate()))


def _wanted(request: AuthedRequest, form: RunPlanForm, lines: list[GroupLine]) -> list[PlanWanted]:
    if _is_stored(request):
        return [as_stored(plan) for line in lines for plan in line.plans]
    return form.wanted() if form.is_bound and form.is_valid() else []


def _answer(
    request: AuthedRequest, run: ProgrammeRun, form: RunPlanForm, wanted: list[PlanWanted]
) -> HttpResponse | Preview | None:
    actor = Actor.of(request.user)
    try:
        if request.method != "POST":
            return Preview(*preview_sessions(actor=actor, plans=wanted))
        drafts = make_sessions(actor=actor, plans=wanted)
    except (Group.DoesNotExist, SessionPlan.DoesNotExist):
        raise Http404 from None
    except OutsideRun as refusal:
        if not form.is_bound:
            messages.warning(request, str(refusal))
            return redirect("programmes:plan_run", pk=run.pk)
        form.add_error("ends_on", str(refusal))
        return None
    except RunClosed as refusal:
        raise PermissionDenied(str(refusal)) from None
    except DoubleBooked as refusal:
        return Preview(preview_sessions(actor=actor, plans=wanted)[0], refusal.collisions)
    messages.success(request, made_words(drafts))
    return redirect("programmes:plan_run", pk=run.pk)

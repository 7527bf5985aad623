"""The plans of a run's groups in one go."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
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
from programmes.models import Group, ProgrammeRun, SessionPlan
from programmes.policies.plan import OutsideRun
from programmes.policies.run import RunClosed
from programmes.views.plan import made_words
from programmes.views.plan_page import Preview


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles(Role.COORDINATOR)
def plan_run(request: AuthedRequest, pk: int) -> HttpResponse:
    """One rule for the groups that are chosen, or each by its own weekday and time."""
    run = get_object_or_404(ProgrammeRun.objects.visible_to(request.user).select_related("programme"), pk=pk)
    own = Group.objects.visible_to(request.user).coordinated_by(request.user).filter(run=run)
    groups = list(own.select_related("school"))
    if request.method == "POST" and run.is_closed:
        raise PermissionDenied
    form = _form(request, run, groups)
    preview = _answer(request, run, form) if form.is_bound and not run.is_closed and form.is_valid() else None
    if isinstance(preview, HttpResponse):
        return preview
    context = {
        "run": run,
        "groups": groups,
        "form": None if run.is_closed else form,
        "preview": preview,
        "planned": _planned(run, groups),
    }
    refused = bool(form.errors) or (request.method == "POST" and preview is not None)
    return render_page(request, "programmes/plan_run.html", context, status=422 if refused else 200)


def _form(request: AuthedRequest, run: ProgrammeRun, groups: list[Group]) -> RunPlanForm:
    if request.method == "POST":
        return RunPlanForm(request.POST, groups=groups)
    if "starts_on" in request.GET:
        return RunPlanForm(request.GET, groups=groups)
    return RunPlanForm(groups=groups, initial=suggested_for_run(run, groups, timezone.localdate()))


def _planned(run: ProgrammeRun, groups: list[Group]) -> list[tuple[Group, bool]]:
    """Each group, and whether it has a plan."""
    plans = SessionPlan.objects.everything(why="of groups that were looked up in scope")
    with_plan = set(plans.filter(group__in=groups).values_list("group_id", flat=True))
    return [(group, group.pk in with_plan) for group in groups]


def _answer(request: AuthedRequest, run: ProgrammeRun, form: RunPlanForm) -> HttpResponse | Preview | None:
    actor, wanted = Actor.of(request.user), form.wanted()
    try:
        if request.method != "POST":
            return Preview(*preview_sessions(actor=actor, plans=wanted))
        drafts = make_sessions(actor=actor, plans=wanted)
    except Group.DoesNotExist:
        raise Http404 from None
    except OutsideRun as refusal:
        form.add_error("ends_on", str(refusal))
        return None
    except RunClosed as refusal:
        raise PermissionDenied(str(refusal)) from None
    except DoubleBooked as refusal:
        return Preview(preview_sessions(actor=actor, plans=wanted)[0], refusal.collisions)
    messages.success(request, made_words(drafts))
    return redirect("programmes:plan_run", pk=run.pk)

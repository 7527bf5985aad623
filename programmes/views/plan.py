"""When a group meets: its plans, how many weeks they became, and a plan shown before it is made."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from portal.audit.actor import Actor
from portal.scope.roles import Role
from portal.web.access import for_roles
from portal.web.http import AuthedRequest, render_page
from programmes.actions.booking import DoubleBooked
from programmes.actions.make_sessions import make_sessions, preview_sessions
from programmes.actions.remove_plan import remove_plan
from programmes.forms.plan import PlanForm, stored, suggested
from programmes.models import Group, SessionPlan
from programmes.planning import Draft
from programmes.policies.plan import OutsideRun
from programmes.policies.run import RunClosed
from programmes.policies.setup import may_change_group
from programmes.views.plan_page import PlanPage, Preview


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles(Role.COORDINATOR)
def plan(request: AuthedRequest, pk: int) -> HttpResponse:
    group = _group(request, pk)
    changeable = may_change_group(request.user, group)
    if request.method == "POST" and not changeable:
        raise PermissionDenied
    form = _form(request, group)
    preview = _answer(request, group, form) if form.is_bound and form.is_valid() and changeable else None
    if isinstance(preview, HttpResponse):
        return preview
    page = PlanPage(group, form if changeable else None, preview)
    refused = bool(form.errors) or (request.method == "POST" and preview is not None)
    return render_page(request, "programmes/plan.html", {"page": page}, status=422 if refused else 200)


@require_POST
@for_roles(Role.COORDINATOR)
def drop_plan(request: AuthedRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(SessionPlan.objects.visible_to(request.user), pk=pk)
    try:
        gone = remove_plan(actor=Actor.of(request.user), plan_id=pk)
    except SessionPlan.DoesNotExist:
        raise Http404 from None
    except RunClosed as refusal:
        raise PermissionDenied(str(refusal)) from None
    words = ngettext(
        "The plan is removed, and %(number)d session that was to come.",
        "The plan is removed, and %(number)d sessions that were to come.",
        gone,
    )
    messages.success(request, words % {"number": gone})
    return redirect("programmes:plan", pk=found.group_id)


def _group(request: AuthedRequest, pk: int) -> Group:
    rows = Group.objects.visible_to(request.user).coordinated_by(request.user)
    return get_object_or_404(rows.select_related("run__programme", "school__municipality", "format"), pk=pk)


def _form(request: AuthedRequest, group: Group) -> PlanForm:
    if request.method == "POST":
        return PlanForm(request.POST)
    if "starts_on" in request.GET:
        return PlanForm(request.GET)
    chosen = request.GET.get("plan", "")
    plans = SessionPlan.objects.visible_to(request.user).filter(group=group)
    if chosen.isdecimal():
        return PlanForm(initial=stored(get_object_or_404(plans, pk=chosen)))
    return PlanForm(initial=suggested(group, timezone.localdate()))


def _answer(request: AuthedRequest, group: Group, form: PlanForm) -> HttpResponse | Preview | None:
    """What is shown before it is made; once made, the page anew. Nothing where the plan is refused."""
    actor, wanted = Actor.of(request.user), form.wanted(group)
    try:
        if request.method != "POST":
            return Preview(*preview_sessions(actor=actor, plans=[wanted]))
        drafts = make_sessions(actor=actor, plans=[wanted])
    except (Group.DoesNotExist, SessionPlan.DoesNotExist):
        raise Http404 from None
    except OutsideRun as refusal:
        form.add_error("ends_on", str(refusal))
        return None
    except RunClosed as refusal:
        raise PermissionDenied(str(refusal)) from None
    except DoubleBooked as refusal:
        return Preview(preview_sessions(actor=actor, plans=[wanted])[0], refusal.collisions)
    messages.success(request, made_words(drafts))
    return redirect("programmes:plan", pk=group.pk)


def made_words(drafts: list[Draft]) -> str:
    made = sum(len(draft.new) for draft in drafts)
    changed = sum(len(draft.changed) + len(draft.known) for draft in drafts)
    removed = sum(len(draft.removed) for draft in drafts)
    parts = [ngettext("%(number)d session made", "%(number)d sessions made", made) % {"number": made}]
    if changed:
        parts.append(_("%(number)d changed") % {"number": changed})
    if removed:
        parts.append(_("%(number)d removed") % {"number": removed})
    return ", ".join(parts) + "."

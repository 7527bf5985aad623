"""What a school wants to reach with a programme."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from portal.audit.actor import Actor
from portal.scope.roles import Role
from portal.web.access import for_roles
from portal.web.http import AuthedRequest, render_page
from portal.web.saving import saved
from programmes.actions.save_goal import (
    GoalHasResults,
    add_goal,
    change_goal,
    remove_goal,
    version_of_goal,
)
from programmes.forms.programme import GoalForm
from programmes.models import FocusArea, Goal, GoalUnit, Programme, ProgrammeRun
from programmes.views.programmes import coordinated, programme_for


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles(Role.COORDINATOR)
def new_goal(request: AuthedRequest, pk: int) -> HttpResponse:
    row = programme_for(request, pk)
    schools = list(coordinated(request).filter(pk__in=row.schools.values("pk")))
    if not schools:
        raise PermissionDenied
    data = request.POST if request.method == "POST" else None
    initial = {"unit": GoalUnit.NUMBER}
    form = GoalForm(data, initial=initial, schools=schools, **_choices(request, row, schools))
    if data and form.is_valid():
        school = int(form.cleaned_data["school"])
        actor = Actor.of(request.user)
        made = saved(
            form, lambda: add_goal(actor=actor, programme_id=pk, school_id=school, facts=form.facts())
        )
        if made:
            messages.success(request, _("The goal is there."))
            return redirect("programmes:programme", pk=pk)
    context = {"form": form, "programme": row, "goal": None}
    return render_page(request, "programmes/goal.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles(Role.COORDINATOR)
def goal(request: AuthedRequest, pk: int) -> HttpResponse:
    """Changes it, or removes it."""
    row = _goal(request, pk)
    if "remove" in request.POST:
        return _remove(request, row)
    shown = {
        **{name: getattr(row, name) for name in ("text", "unit", "target")},
        "run": row.run_id or "",
        "focus_area": row.focus_area_id or "",
        "based_on": version_of_goal(row),
    }
    data = request.POST if request.method == "POST" else None
    form = GoalForm(data, initial=shown, schools=(), **_choices(request, row.programme, [row.school]))
    if data and form.is_valid():
        done = saved(
            form,
            lambda: change_goal(
                actor=Actor.of(request.user),
                goal_id=pk,
                facts=form.facts(),
                based_on=form.cleaned_data["based_on"],
            ),
            version=lambda: version_of_goal(_goal(request, pk)),
        )
        if done:
            messages.success(request, _("The goal is saved."))
            return redirect("programmes:programme", pk=row.programme_id)
    context = {"form": form, "programme": row.programme, "goal": row}
    return render_page(request, "programmes/goal.html", context, status=422 if form.errors else 200)


def _goal(request: AuthedRequest, pk: int) -> Goal:
    return get_object_or_404(
        Goal.objects.visible_to(request.user).select_related("programme", "school"), pk=pk
    )


def _remove(request: AuthedRequest, row: Goal) -> HttpResponse:
    try:
        remove_goal(actor=Actor.of(request.user), goal_id=row.pk)
    except Goal.DoesNotExist:
        raise Http404 from None
    except GoalHasResults as refusal:
        messages.warning(request, str(refusal))
        return redirect("programmes:goal", pk=row.pk)
    messages.success(request, _("The goal is removed."))
    return redirect("programmes:programme", pk=row.programme_id)


def _choices(request: AuthedRequest, row: Programme, schools: list) -> dict[str, Any]:
    """Runs of these schools, and the focus areas that have not ended, or that a goal has already."""
    runs = ProgrammeRun.objects.visible_to(request.user).filter(programme=row, schools__in=schools)
    areas = FocusArea.objects.visible_to(request.user).filter(school__in=schools)
    offered = areas.filter(Q(ended_on=None) | Q(goals__programme=row)).distinct()
    return {"runs": runs.order_by("-starts_on").distinct(), "areas": offered.order_by("position", "name")}

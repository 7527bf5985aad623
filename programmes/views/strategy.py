"""What a focus area wants to reach: one page with a form for each part."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from portal.audit.actor import Actor
from portal.scope.roles import Role
from portal.web.access import for_roles
from portal.web.http import AuthedRequest, render_page
from portal.web.saving import done, saved
from programmes.actions.save_strategy import (
    add_line,
    remove_line,
    remove_target,
    set_target,
    take_in_ready_areas,
    tick_measure,
    tie_programmes,
)
from programmes.forms.strategy import LineForm, TargetForm, TieForm
from programmes.models import FocusArea, FocusLine, FocusTarget, LineKind, Programme
from programmes.views.programmes import coordinated

LINE, TARGET, TIES = "line", "target", "ties"


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles(Role.COORDINATOR)
def focus_contents(request: AuthedRequest, pk: int) -> HttpResponse:
    area = get_object_or_404(FocusArea.objects.visible_to(request.user).select_related("school"), pk=pk)
    bound = _forms(request, area)
    form = bound.get(request.POST.get("do", ""))
    if request.method == "POST" and form and form.is_valid() and saved(form, _saving(request, area, form)):
        messages.success(request, _("Saved."))
        return redirect("programmes:focus_contents", pk=pk)
    lines = list(FocusLine.objects.visible_to(request.user).filter(focus_area=area))
    context = {
        "area": area,
        "goals": [line for line in lines if line.kind == LineKind.GOAL],
        "measures": [line for line in lines if line.kind == LineKind.MEASURE],
        "targets": FocusTarget.objects.visible_to(request.user).filter(focus_area=area),
        "line_form": bound[LINE],
        "target_form": bound[TARGET],
        "tie_form": bound[TIES],
    }
    refused = request.method == "POST" and (form is None or form.errors)
    return render_page(request, "programmes/focus_contents.html", context, status=422 if refused else 200)


@require_POST
@for_roles(Role.COORDINATOR)
def focus_line(request: AuthedRequest, pk: int) -> HttpResponse:
    """Removes a goal or measure; or ticks a measure off, or opens it again."""
    rows = FocusLine.objects.visible_to(request.user)
    row = get_object_or_404(rows, pk=pk)
    actor = Actor.of(request.user)
    if "remove" in request.POST:
        words = _("Removed: %(text)s") % {"text": row.text}
        done(request, lambda: remove_line(actor=actor, line_id=pk), words)
    elif row.kind == LineKind.MEASURE:
        carried_out = "undo" not in request.POST
        done(request, lambda: tick_measure(actor=actor, line_id=pk, done=carried_out))
    return redirect("programmes:focus_contents", pk=row.focus_area_id)


@require_POST
@for_roles(Role.COORDINATOR)
def drop_target(request: AuthedRequest, pk: int) -> HttpResponse:
    row = get_object_or_404(FocusTarget.objects.visible_to(request.user), pk=pk)
    actor, words = Actor.of(request.user), _("The target number is removed.")
    done(request, lambda: remove_target(actor=actor, target_id=pk), words)
    return redirect("programmes:focus_contents", pk=row.focus_area_id)


@require_POST
@for_roles(Role.COORDINATOR)
def ready_areas(request: AuthedRequest, school: int) -> HttpResponse:
    place = get_object_or_404(coordinated(request), pk=school)
    taken = take_in_ready_areas(actor=Actor.of(request.user), school_id=place.pk)
    if taken:
        messages.success(request, _("They are yours now: correct them to be your own."))
    else:
        messages.info(request, _("Your school has all of them already."))
    return redirect("reports:strategy")


def _forms(request: AuthedRequest, area: FocusArea) -> dict[str, Any]:
    """The one that was sent, with what was sent; the others as they stand."""
    do = request.POST.get("do") if request.method == "POST" else None
    sent = {name: request.POST if do == name else None for name in (LINE, TARGET, TIES)}
    programmes = Programme.objects.visible_to(request.user).filter(schools=area.school_id)
    tied = [str(key) for key in area.ties.values_list("programme_id", flat=True)]
    return {
        LINE: LineForm(sent[LINE]),
        TARGET: TargetForm(sent[TARGET], initial={"year": timezone.localdate().year}),
        TIES: TieForm(
            sent[TIES],
            initial={"programmes": tied},
            programmes=programmes.order_by("public_name", "pk").distinct(),
        ),
    }


def _saving(request: AuthedRequest, area: FocusArea, form: forms.Form) -> Callable[[], object]:
    actor, values = Actor.of(request.user), form.cleaned_data
    if isinstance(form, LineForm):
        return lambda: add_line(actor=actor, focus_area_id=area.pk, **values)
    if isinstance(form, TargetForm):
        return lambda: set_target(actor=actor, focus_area_id=area.pk, **values)
    assert isinstance(form, TieForm)
    chosen = form.chosen()
    return lambda: tie_programmes(actor=actor, focus_area_id=area.pk, programmes=chosen) or area

"""The focus areas of a coordinator's schools."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from portal.audit.actor import Actor
from portal.scope.roles import Role
from portal.web.access import for_roles
from portal.web.http import AuthedRequest, render_page
from portal.web.saving import saved
from programmes.actions.save_focus_area import (
    add_focus_area,
    change_focus_area,
    end_focus_area,
    take_up_focus_area,
    version_of_focus_area,
)
from programmes.forms.programme import FocusAreaForm
from programmes.models import FocusArea
from programmes.views.programmes import coordinated


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles(Role.COORDINATOR)
def focus(request: AuthedRequest) -> HttpResponse:
    data = request.POST if request.method == "POST" else None
    schools = list(coordinated(request))
    form = FocusAreaForm(data, schools=schools)
    if data and form.is_valid():
        done = saved(
            form,
            lambda: add_focus_area(
                actor=Actor.of(request.user),
                school_id=int(form.cleaned_data["school"]),
                name=form.cleaned_data["name"],
                about=form.cleaned_data["about"],
            ),
        )
        if done:
            messages.success(request, _("The focus area is there. Goals can be tied to it."))
            return redirect("programmes:focus")
    rows = (
        FocusArea.objects.visible_to(request.user)
        .select_related("school")
        .prefetch_related("goals__programme")
    )
    areas = list(rows.order_by("school__name", "position", "name"))
    context = {
        "form": form,
        "areas": [area for area in areas if not area.ended_on],
        "ended": [area for area in areas if area.ended_on],
        "several_schools": len(schools) > 1,
    }
    return render_page(request, "programmes/focus.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles(Role.COORDINATOR)
def focus_area(request: AuthedRequest, pk: int) -> HttpResponse:
    """Changes one; or ends it, or takes it up again."""
    row = get_object_or_404(FocusArea.objects.visible_to(request.user).select_related("school"), pk=pk)
    if "end" in request.POST or "take_up" in request.POST:
        return _end(request, row)
    shown = {"name": row.name, "about": row.about, "based_on": version_of_focus_area(row)}
    data = request.POST if request.method == "POST" else None
    form = FocusAreaForm(data, initial=shown, schools=())
    if data and form.is_valid():
        done = saved(
            form,
            lambda: change_focus_area(
                actor=Actor.of(request.user),
                focus_area_id=pk,
                name=form.cleaned_data["name"],
                about=form.cleaned_data["about"],
                based_on=form.cleaned_data["based_on"],
            ),
            version=lambda: version_of_focus_area(FocusArea.objects.visible_to(request.user).get(pk=pk)),
        )
        if done:
            messages.success(request, _("The focus area is saved."))
            return redirect("programmes:focus")
    context = {"form": form, "area": row}
    return render_page(request, "programmes/focus_area.html", context, status=422 if form.errors else 200)


def _end(request: AuthedRequest, row: FocusArea) -> HttpResponse:
    ends = "end" in request.POST
    act = end_focus_area if ends else take_up_focus_area
    try:
        act(actor=Actor.of(request.user), focus_area_id=row.pk)
    except FocusArea.DoesNotExist:
        raise Http404 from None
    words = _("It is no longer offered. Goals that name it keep it.") if ends else _("It is offered again.")
    messages.success(request, words)
    return redirect("programmes:focus")

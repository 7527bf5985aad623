"""The schemes that a school knows, ready ones to take in, and beginning an application under one."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from partners.actions.save_scheme import (
    add_scheme,
    change_scheme,
    end_scheme,
    take_in_scheme,
    version_of_scheme,
)
from partners.forms.scheme import SchemeForm
from partners.models import GrantScheme
from partners.ready_schemes import ready_scheme, ready_schemes
from portal.accounts.models import CultureSchool
from portal.audit.saving import NameTaken
from portal.scope.roles import Role
from portal.web.access import for_roles
from portal.web.http import AuthedRequest, render_page, sent
from portal.web.saving import saved
from reports.views.grants.conditions import shown_conditions
from reports.views.grants.own import act, actor_of, own_schools


@require_safe
@for_roles(Role.COORDINATOR)
def schemes(request: AuthedRequest) -> HttpResponse:
    """By school: its own schemes, and the ready ones of its country that it has not taken in."""
    rows = GrantScheme.objects.visible_to(request.user).select_related("funder").order_by("name", "pk")
    of_school: dict[int, list[GrantScheme]] = {}
    for row in rows:
        of_school.setdefault(row.school_id, []).append(row)
    parts = [_part(school, of_school.get(school.pk, [])) for school in own_schools(request)]
    context = {"parts": parts, "several_schools": len(parts) > 1}
    return render_page(request, "reports/grants/schemes.html", context)


def _part(school: CultureSchool, rows: list[GrantScheme]) -> dict[str, Any]:
    names = {row.name for row in rows}
    offered = [one for one in ready_schemes() if one.country == school.country and one.name not in names]
    return {
        "school": school,
        "schemes": [row for row in rows if not row.ended_on],
        "ended": [row for row in rows if row.ended_on],
        "ready": offered,
    }


@require_POST
@for_roles(Role.COORDINATOR)
def take_in(request: AuthedRequest, school: int) -> HttpResponse:
    row = get_object_or_404(own_schools(request), pk=school)
    ready = ready_scheme(request.POST.get("key", ""), row.country)
    if ready is None:
        raise Http404
    try:
        scheme = take_in_scheme(actor=actor_of(request), school_id=row.pk, ready=ready)
    except NameTaken as refusal:
        messages.warning(request, str(refusal))
        return redirect("reports:grant_schemes")
    words = _("“%(name)s” is your school's own now: look whether its conditions are as announced this year.")
    messages.success(request, words % {"name": scheme.name})
    return redirect("reports:grant_scheme", pk=scheme.pk)


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles(Role.COORDINATOR)
def new_scheme(request: AuthedRequest, school: int) -> HttpResponse:
    row = get_object_or_404(own_schools(request), pk=school)
    form = SchemeForm(sent(request))
    if form.is_valid():
        made = saved(
            form,
            lambda: add_scheme(
                actor=actor_of(request), school_id=row.pk, facts=form.facts(), conditions=form.conditions()
            ),
        )
        if made:
            messages.success(request, _("The scheme is there. Applications can be written under it."))
            return redirect("reports:grant_schemes")
    context = {"form": form, "scheme": None, "school": row}
    return render_page(request, "reports/grants/scheme.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles(Role.COORDINATOR)
def scheme(request: AuthedRequest, pk: int) -> HttpResponse:
    """Changes it; or ends it, or takes it up again."""
    row = _scheme(request, pk)
    if "end" in request.POST or "take_up" in request.POST:
        end_scheme(actor=actor_of(request), scheme_id=pk, ended="end" in request.POST)
        messages.success(request, _("The scheme is saved."))
        return redirect("reports:grant_schemes")
    shown = {**shown_conditions(row), "name": row.name, "about": row.about, "source": row.source}
    if row.funder:
        shown |= {"funder": row.funder.name, "funder_kind": row.funder.kind}
    shown["based_on"] = version_of_scheme(row)
    form = SchemeForm(sent(request), initial=shown)
    changed = act(
        form,
        lambda: change_scheme(
            actor=actor_of(request),
            scheme_id=pk,
            facts=form.facts(),
            conditions=form.conditions(),
            based_on=form.cleaned_data["based_on"],
        ),
        version=lambda: version_of_scheme(_scheme(request, pk)),
    )
    if changed:
        messages.success(request, _("The scheme is saved."))
        return redirect("reports:grant_schemes")
    context = {"form": form, "scheme": row, "school": row.school}
    context["papers"] = row.asked_papers.everything(why="of the scheme just judged")
    return render_page(request, "reports/grants/scheme.html", context, status=422 if form.errors else 200)


def _scheme(request: AuthedRequest, pk: int) -> GrantScheme:
    rows = GrantScheme.objects.visible_to(request.user).select_related("funder", "school__municipality")
    return get_object_or_404(rows, pk=pk)

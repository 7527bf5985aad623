"""How a run is set up: its groups and who works in them, its days, and opening it."""

from dataclasses import dataclass

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from portal.accounts.models import CultureSchool, User
from portal.audit.actor import Actor
from portal.scope.rights import rights_of
from portal.scope.roles import Role
from portal.web.access import for_roles
from portal.web.http import AuthedRequest, render_page
from portal.web.saving import saved
from programmes.actions.save_run import FIELDS, change_run, open_run, version_of_run
from programmes.forms.run import RunForm
from programmes.models import Group, ProgrammeRun, RunPartner, RunSchool, Staffing
from programmes.policies.run import RunClosed
from programmes.policies.setup import may_change_run
from programmes.views.deviating import deviations_of
from programmes.views.new_run import other_schools


@dataclass
class GroupLine:
    group: Group
    staff: list[Staffing]
    deviations: list[str]


@dataclass
class SetupPage:
    run: ProgrammeRun
    schools: list[RunSchool]
    lines: list[GroupLine]
    may_change: bool
    may_add: bool
    own_schools: list[CultureSchool]
    """Those of the reader's that take part."""
    partners: dict[CultureSchool, list[RunPartner]]


@require_safe
@for_roles(Role.COORDINATOR)
def setup(request: AuthedRequest, pk: int) -> HttpResponse:
    row = run_for(request, pk)
    return render_page(request, "programmes/run.html", {"page": _read(row, request.user)})


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles(Role.COORDINATOR)
def edit_run(request: AuthedRequest, pk: int) -> HttpResponse:
    row = run_for(request, pk)
    if not may_change_run(request.user, row):
        raise PermissionDenied
    shown = {name: getattr(row, name) for name in FIELDS}
    shown |= {"with_schools": [str(one.school_id) for one in _parts(row)], "based_on": version_of_run(row)}
    data = request.POST if request.method == "POST" else None
    form = RunForm(data, initial=shown, schools=other_schools(row.programme, {row.host_school_id}))
    if data and form.is_valid():
        done = saved(
            form,
            lambda: change_run(
                actor=Actor.of(request.user),
                run_id=pk,
                facts=form.facts(),
                with_schools=form.schools(),
                based_on=form.cleaned_data["based_on"],
            ),
            version=lambda: version_of_run(run_for(request, pk)),
        )
        if done:
            messages.success(request, _("The run is saved. Plans and sessions stay as they are."))
            return redirect("programmes:setup", pk=pk)
    context = {"form": form, "run": row}
    return render_page(request, "programmes/run_form.html", context, status=422 if form.errors else 200)


@require_POST
@for_roles(Role.COORDINATOR)
def begin_run(request: AuthedRequest, pk: int) -> HttpResponse:
    """From planned to open."""
    row = run_for(request, pk)
    try:
        open_run(actor=Actor.of(request.user), run_id=row.pk)
    except ProgrammeRun.DoesNotExist:
        raise Http404 from None
    except RunClosed as refusal:
        raise PermissionDenied(str(refusal)) from None
    messages.success(request, _("The run is open."))
    return redirect("programmes:setup", pk=pk)


def run_for(request: AuthedRequest, pk: int) -> ProgrammeRun:
    """A run in which a school of the reader's takes part."""
    rows = ProgrammeRun.objects.visible_to(request.user).set_up_by(request.user)
    return get_object_or_404(rows.select_related("programme", "host_school__municipality"), pk=pk)


def _read(row: ProgrammeRun, user: User) -> SetupPage:
    coordinated = rights_of(user).of(Role.COORDINATOR)
    groups = Group.objects.visible_to(user).filter(run=row, school__in=coordinated)
    found = groups.select_related(
        "format__programme", "school__municipality", "run__programme", "partner_school"
    )
    lines = [
        GroupLine(group, list(group.staffing.all()), deviations_of(group))
        for group in found.prefetch_related("staffing__user", "staffing__contact").order_by("name", "pk")
    ]
    parts = _parts(row)
    own = [one.school for one in parts if one.school_id in coordinated]
    return SetupPage(
        run=row,
        schools=parts,
        lines=lines,
        may_change=may_change_run(user, row),
        may_add=not row.is_closed,
        own_schools=own,
        partners=_partners(row, user, own),
    )


def _partners(
    row: ProgrammeRun, user: User, own: list[CultureSchool]
) -> dict[CultureSchool, list[RunPartner]]:
    named = RunPartner.objects.visible_to(user).filter(run=row).select_related("agency")
    rows = list(named.order_by("agency__name", "as_written", "pk"))
    return {school: [one for one in rows if one.school_id == school.pk] for school in own}


def _parts(row: ProgrammeRun) -> list[RunSchool]:
    parts = RunSchool.objects.everything(why="schools of a run that the reader sets up").filter(run=row)
    return list(parts.select_related("school").order_by("school__name"))

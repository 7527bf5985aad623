"""A coordinator's programmes with their runs, and making or changing a programme."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Prefetch
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from portal.accounts.models import CultureSchool
from portal.accounts.querysets import CultureSchoolQuerySet
from portal.audit.actor import Actor
from portal.scope.roles import PROGRAMME_LEAD, Role
from portal.web.access import for_roles
from portal.web.http import AuthedRequest, render_page
from portal.web.saving import saved
from programmes.actions.save_programme import (
    FIELDS,
    change_programme,
    make_programme,
    version_of_programme,
)
from programmes.forms.programme import ProgrammeForm
from programmes.models import Programme, ProgrammeRun
from programmes.policies.setup import may_change_programme
from programmes.querysets.programmes import ProgrammeQuerySet


@require_safe
@for_roles(Role.COORDINATOR, PROGRAMME_LEAD)
def programmes(request: AuthedRequest) -> HttpResponse:
    runs = ProgrammeRun.objects.visible_to(request.user)
    latest = Prefetch("runs", queryset=runs.order_by("-starts_on", "pk"), to_attr="seen_runs")
    rows = programmes_of(request).prefetch_related(latest)
    own: list[Programme] = []
    shared: list[Programme] = []
    for row in rows.order_by("public_name", "pk"):
        (shared if row.is_shared else own).append(row)
    context = {
        "parts": [(_("Your school's own"), own), (_("Shared by several schools"), shared)],
        "own_runs": set(runs.set_up_by(request.user).values_list("pk", flat=True)),
        "may_make": coordinated(request).exists(),
        "is_empty": not (own or shared),
    }
    return render_page(request, "programmes/programmes.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles(Role.COORDINATOR)
def new_programme(request: AuthedRequest) -> HttpResponse:
    data = request.POST if request.method == "POST" else None
    form = ProgrammeForm(data, initial={"vulnerable": True}, schools=coordinated(request))
    if data and form.is_valid():
        school = int(form.cleaned_data["school"])
        made = saved(
            form,
            lambda: make_programme(actor=Actor.of(request.user), school_id=school, facts=form.facts()),
        )
        if made:
            messages.success(request, _("The programme is there. Now make its first run."))
            return redirect("programmes:programme", pk=made.pk)
    context = {"form": form, "programme": None}
    return render_page(request, "programmes/programme_form.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles(Role.COORDINATOR, PROGRAMME_LEAD)
def edit_programme(request: AuthedRequest, pk: int) -> HttpResponse:
    row = programme_for(request, pk)
    if not may_change_programme(request.user, row):
        raise PermissionDenied
    shown = {name: getattr(row, name) for name in FIELDS}
    shown["based_on"] = version_of_programme(row)
    data = request.POST if request.method == "POST" else None
    form = ProgrammeForm(data, initial=shown, schools=())
    if data and form.is_valid():
        done = saved(
            form,
            lambda: change_programme(
                actor=Actor.of(request.user),
                programme_id=pk,
                facts=form.facts(),
                based_on=form.cleaned_data["based_on"],
            ),
            version=lambda: version_of_programme(programme_for(request, pk)),
        )
        if done:
            messages.success(request, _("The programme is saved."))
            return redirect("programmes:programme", pk=pk)
    context = {"form": form, "programme": row}
    return render_page(request, "programmes/programme_form.html", context, status=422 if form.errors else 200)


def programmes_of(request: AuthedRequest) -> ProgrammeQuerySet:
    """Those that the reader sets up or leads; a colleague's who only teaches elsewhere stay away."""
    return Programme.objects.visible_to(request.user).set_up_by(request.user)


def programme_for(request: AuthedRequest, pk: int) -> Programme:
    return get_object_or_404(programmes_of(request), pk=pk)


def coordinated(request: AuthedRequest) -> CultureSchoolQuerySet:
    schools = CultureSchool.objects.visible_to(request.user).coordinated_by(request.user)
    return schools.select_related("municipality").order_by("name", "pk")

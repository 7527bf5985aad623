"""A coordinator's seasons, and starting one."""

import datetime

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from portal.accounts.models import CultureSchool
from portal.audit.actor import Actor
from portal.scope.roles import Role
from portal.web.access import for_roles
from portal.web.http import AuthedRequest, render_page
from programmes.actions.save_season import start_season
from programmes.forms.season import StartForm
from programmes.models import ProgrammeRun, RunSchool, Season
from programmes.policies.run import RunClosed

_OPEN_FOR = datetime.timedelta(days=30)


@require_safe
@for_roles(Role.COORDINATOR)
def seasons(request: AuthedRequest) -> HttpResponse:
    rows = Season.objects.visible_to(request.user).select_related("run__programme", "school")
    context = {
        "seasons": [(season, _state(season)) for season in rows],
        "several_schools": len({season.school_id for season in rows}) > 1,
        "may_start": bool(_startable(request)),
    }
    return render_page(request, "participants/seasons/list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles(Role.COORDINATOR)
def new_season(request: AuthedRequest) -> HttpResponse:
    today = timezone.localdate()
    form = StartForm(
        request.POST if request.method == "POST" else None,
        runs=_runs(request),
        choices=_startable(request),
        initial={"opens_on": today, "closes_on": today + _OPEN_FOR},
    )
    if request.method == "POST" and form.is_valid():
        season = _start(request, form)
        messages.success(request, _("The season is there. Now choose what families read."))
        return redirect("participants:season", pk=season.pk)
    status = 422 if form.errors else 200
    return render_page(request, "participants/seasons/new.html", {"form": form}, status=status)


def _start(request: AuthedRequest, form: StartForm) -> Season:
    school, run = form.school_and_run()
    try:
        return start_season(actor=Actor.of(request.user), school_id=school, run_id=run, days=form.days())
    except (CultureSchool.DoesNotExist, ProgrammeRun.DoesNotExist):
        raise Http404 from None
    except RunClosed as refusal:
        raise PermissionDenied(str(refusal)) from None


def _state(season: Season) -> str:
    today = timezone.localdate()
    if season.is_open(today):
        return "open"
    return "coming" if season.opens_on > today else "over"


def _parts(request: AuthedRequest) -> list[RunSchool]:
    """The runs of the schools that one coordinates, with the school of each."""
    parts = RunSchool.objects.visible_to(request.user).select_related("run__programme", "school")
    return list(parts.order_by("-run__starts_on", "run", "school"))


def _runs(request: AuthedRequest) -> list[ProgrammeRun]:
    return list({part.run_id: part.run for part in _parts(request)}.values())


def _startable(request: AuthedRequest) -> list[tuple[str, str]]:
    """Open and planned runs that have no season yet."""
    taken = set(Season.objects.visible_to(request.user).values_list("school_id", "run_id"))
    parts = [part for part in _parts(request) if (part.school_id, part.run_id) not in taken]
    several = len({part.school_id for part in parts}) > 1
    return [
        (f"{part.school_id}-{part.run_id}", f"{part.school}: {part.run}" if several else str(part.run))
        for part in parts
        if not part.run.is_closed
    ]

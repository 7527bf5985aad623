"""One's own hours beside sessions; and for coordinators those of the school in a run."""

import datetime

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from portal.audit.actor import Actor
from portal.audit.versions import ChangedMeanwhile
from portal.scope.rights import rights_of
from portal.scope.roles import SCHOOL_ROLES, Role
from portal.web.access import for_roles
from portal.web.http import AuthedRequest, render_page
from programmes.actions.log_hours import HoursRefused, LoggedOtherwise, change_hours, log_hours
from programmes.forms.hours import ChangeHoursForm, HoursForm, with_step
from programmes.models import Group, ProgrammeRun, RunSchool, WorkHours, WorkKind
from programmes.policies.run import RunClosed
from programmes.policies.work import may_change_hours
from programmes.views.hours_page import choices_of, parts_of, read_people, read_week

_A_PAGE = 50


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles(*SCHOOL_ROLES)
def hours(request: AuthedRequest) -> HttpResponse:
    """One's week, and logging more of it."""
    parts = parts_of(request.user)
    choices = choices_of(parts)
    day = _day(request)
    stepped = with_step(request.POST)
    sent = request.POST if request.method == "POST" else None
    form = HoursForm(sent, choices=choices, initial=_usual(day))
    if request.method == "POST" and stepped is None and form.is_valid() and _log(request, form):
        return redirect(f"{reverse('programmes:hours')}?day={form.cleaned_data['on']}")
    if stepped is not None:
        form = HoursForm(initial=stepped.dict(), choices=choices)
    context = {
        "form": form if parts else None,
        "page": read_week(request.user, day),
        "of_school": [part for part in parts if _coordinates(request, part)],
    }
    return render_page(request, "programmes/hours.html", context, status=422 if form.errors else 200)


def _usual(day: datetime.date) -> dict[str, object]:
    return {"on": day, "kind": WorkKind.PREPARATION, "hours": 30}


def _day(request: AuthedRequest) -> datetime.date:
    """The day whose week shows: as asked for, else today."""
    try:
        day = datetime.date.fromisoformat(request.GET.get("day", ""))
    except ValueError:
        return timezone.localdate()
    return day if 2000 <= day.year <= 2100 else timezone.localdate()


def _coordinates(request: AuthedRequest, part: RunSchool) -> bool:
    return part.school_id in rights_of(request.user).of(Role.COORDINATOR)


def _log(request: AuthedRequest, form: HoursForm) -> bool:
    try:
        row = log_hours(actor=Actor.of(request.user), work=form.work())
    except (RunSchool.DoesNotExist, Group.DoesNotExist):
        raise Http404 from None
    except RunClosed as refusal:
        form.add_error("work_for", str(refusal))
    except LoggedOtherwise as refusal:
        there = reverse("programmes:change_hours", args=[refusal.row.pk])
        link = format_html('<a class="ds-link" href="{}">{}</a>', there, _("Change"))
        form.add_error("hours", format_html("{} {}", str(refusal), link))
    except HoursRefused as refusal:
        form.add_error("on", str(refusal))
    else:
        messages.success(request, _("Saved: %(kind)s on this day.") % {"kind": row.get_kind_display()})
        return True
    return False


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles(*SCHOOL_ROLES)
def change(request: AuthedRequest, pk: int) -> HttpResponse:
    """One's own entry: another length, or away with it."""
    rows = WorkHours.objects.visible_to(request.user).select_related("run__programme", "group")
    row = get_object_or_404(rows, pk=pk)
    if not may_change_hours(request.user, row):
        raise PermissionDenied
    form = _change_form(request, row)
    if form.is_bound and form.is_valid() and _change(request, form, pk):
        return redirect(f"{reverse('programmes:hours')}?day={row.on}")
    context = {"form": form, "row": row}
    return render_page(request, "programmes/hours_change.html", context, status=422 if form.errors else 200)


def _change_form(request: AuthedRequest, row: WorkHours) -> ChangeHoursForm:
    if request.method != "POST":
        return ChangeHoursForm.of(row)
    stepped = with_step(request.POST)
    if stepped is not None:
        return ChangeHoursForm(initial=stepped.dict())
    return ChangeHoursForm(
        {**request.POST.dict(), "hours": "0"} if "remove" in request.POST else request.POST
    )


def _change(request: AuthedRequest, form: ChangeHoursForm, pk: int) -> bool:
    minutes = form.cleaned_data["hours"]
    try:
        based_on = form.cleaned_data["based_on"]
        change_hours(actor=Actor.of(request.user), hours_id=pk, minutes=minutes, based_on=based_on)
    except WorkHours.DoesNotExist:
        raise Http404 from None
    except RunClosed as refusal:
        raise PermissionDenied(str(refusal)) from None
    except (HoursRefused, ChangedMeanwhile) as refusal:
        form.add_error("hours", str(refusal))
        return False
    messages.success(request, _("Changed.") if minutes else _("Removed."))
    return True


@require_safe
@for_roles(Role.COORDINATOR)
def run_hours(request: AuthedRequest, pk: int) -> HttpResponse:
    """The school's hours in a run: by person and kind, and what was logged beside sessions."""
    run = get_object_or_404(ProgrammeRun.objects.visible_to(request.user).select_related("programme"), pk=pk)
    beside = WorkHours.objects.visible_to(request.user).filter(run=run).beside_sessions()
    rows = beside.select_related("user", "group").order_by("-on", "user__name", "pk")
    people, whole = read_people(request.user, run)
    context = {
        "run": run,
        "people": people,
        "whole": whole,
        "kinds": [kind.label for kind in WorkKind],
        "page_obj": Paginator(rows, _A_PAGE).get_page(request.GET.get("page")),
    }
    return render_page(request, "programmes/hours_run.html", context)

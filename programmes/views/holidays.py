"""The days without school of a school's municipality, beside the public holidays, which are known."""

import datetime

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from portal.accounts.models import CultureSchool
from portal.audit.actor import Actor
from portal.scope.rights import rights_of
from portal.scope.roles import Role
from portal.web.access import for_roles
from portal.web.http import AuthedRequest, render_page
from portal.web.saving import saved
from programmes.actions.save_holiday import (
    add_holiday,
    change_holiday,
    remove_holiday,
    version_of_holiday,
)
from programmes.forms.holiday import HolidayForm, stored
from programmes.models import SchoolHoliday
from programmes.querysets.plans import HolidayQuerySet
from programmes.rules.calendar import public_holidays

_AHEAD = datetime.timedelta(days=365)


@require_safe
@for_roles(Role.COORDINATOR)
def holidays(request: AuthedRequest) -> HttpResponse:
    """To the page of the first school that one coordinates."""
    return redirect("programmes:school_holidays", school=min(rights_of(request.user).of(Role.COORDINATOR)))


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles(Role.COORDINATOR)
def school_holidays(request: AuthedRequest, school: int) -> HttpResponse:
    schools = CultureSchool.objects.visible_to(request.user).coordinated_by(request.user)
    place = get_object_or_404(schools.select_related("municipality"), pk=school)
    form = HolidayForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actor = Actor.of(request.user)
        made = saved(
            form, lambda: add_holiday(actor=actor, school_id=school, days=form.days()), name="first_day"
        )
        if made:
            messages.success(request, _("%(name)s is kept free from now on.") % {"name": made.name})
            return redirect("programmes:school_holidays", school=school)
    context = _context(request, place) | {"form": form}
    return render_page(request, "programmes/holidays.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles(Role.COORDINATOR)
def holiday(request: AuthedRequest, pk: int) -> HttpResponse:
    row = get_object_or_404(_changeable(request), pk=pk)
    form = HolidayForm(request.POST if request.method == "POST" else None, initial=stored(row))
    if request.method == "POST" and form.is_valid():
        done = saved(
            form,
            lambda: change_holiday(
                actor=Actor.of(request.user),
                holiday_id=pk,
                days=form.days(),
                based_on=form.cleaned_data["based_on"],
            ),
            version=lambda: version_of_holiday(_changeable(request).get(pk=pk)),
            name="first_day",
        )
        if done:
            messages.success(request, _("The holiday is changed."))
            return _back(request, row)
    context = {"form": form, "holiday": row}
    return render_page(
        request, "programmes/holidays_change.html", context, status=422 if form.errors else 200
    )


@require_POST
@for_roles(Role.COORDINATOR)
def drop_holiday(request: AuthedRequest, pk: int) -> HttpResponse:
    row = get_object_or_404(_changeable(request), pk=pk)
    try:
        remove_holiday(actor=Actor.of(request.user), holiday_id=pk)
    except SchoolHoliday.DoesNotExist:
        raise Http404 from None
    messages.success(request, _("The holiday is removed."))
    return _back(request, row)


def _back(request: AuthedRequest, row: SchoolHoliday) -> HttpResponse:
    """To the page of one's school in that municipality."""
    schools = CultureSchool.objects.visible_to(request.user).coordinated_by(request.user)
    there = schools.filter(municipality=row.municipality_id).order_by("pk")
    return redirect("programmes:school_holidays", school=there[0].pk)


def _changeable(request: AuthedRequest) -> HolidayQuerySet:
    return SchoolHoliday.objects.visible_to(request.user).changeable_by(request.user)


def _context(request: AuthedRequest, school: CultureSchool) -> dict[str, object]:
    today = timezone.localdate()
    rows = SchoolHoliday.objects.visible_to(request.user).filter(municipality=school.municipality_id)
    everything = list(rows)
    own = rights_of(request.user).of(Role.COORDINATOR)
    others = CultureSchool.objects.visible_to(request.user).filter(pk__in=own).exclude(pk=school.pk)
    return {
        "school": school,
        "others": list(others),
        "coming": [row for row in everything if row.last_day >= today],
        "past": [row for row in everything if row.last_day < today],
        "public": public_holidays(school.country, today, today + _AHEAD),
    }

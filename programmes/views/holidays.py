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
from portal.audit.versions import ChangedMeanwhile
from portal.scope.rights import rights_of
from portal.scope.roles import Role
from portal.web.access import for_roles
from portal.web.changed_meanwhile import show_again
from portal.web.http import AuthedRequest, render_page
from programmes.actions.save_holiday import (
    KnownHoliday,
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
        try:
            made = add_holiday(actor=Actor.of(request.user), school_id=school, days=form.days())
        except KnownHoliday as refusal:
            form.add_error("first_day", str(refusal))
        else:
            messages.success(request, _("%(name)s is kept free from now on.") % {"name": made.name})
            return redirect("programmes:school_holidays", school=school)
    context = _context(request, place) | {"form": form}
    return render_page(request, "programmes/holidays.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles(Role.COORDINATOR)
def holiday(request: AuthedRequest, pk: int) -> HttpResponse:
    row = get_object_or_404(_changeable(request), pk=pk)
    form = HolidayForm(request.POST if request.method == "POST" else None, initial=stored(row))
    if request.method == "POST" and form.is_valid() and _change(request, pk, form):
        messages.success(request, _("The holiday is changed."))
        return redirect("programmes:holidays")
    context = {"form": form, "holiday": row}
    return render_page(
        request, "programmes/holidays_change.html", context, status=422 if form.errors else 200
    )


@require_POST
@for_roles(Role.COORDINATOR)
def drop_holiday(request: AuthedRequest, pk: int) -> HttpResponse:
    try:
        remove_holiday(actor=Actor.of(request.user), holiday_id=pk)
    except SchoolHoliday.DoesNotExist:
        raise Http404 from None
    messages.success(request, _("The holiday is removed."))
    return redirect("programmes:holidays")


def _change(request: AuthedRequest, pk: int, form: HolidayForm) -> bool:
    based_on = form.cleaned_data["based_on"]
    try:
        change_holiday(actor=Actor.of(request.user), holiday_id=pk, days=form.days(), based_on=based_on)
    except SchoolHoliday.DoesNotExist:
        raise Http404 from None
    except KnownHoliday as refusal:
        form.add_error("first_day", str(refusal))
    except ChangedMeanwhile as refusal:
        current = SchoolHoliday.objects.visible_to(request.user).get(pk=pk)
        show_again(form, refusal, version_of_holiday(current))
    else:
        return True
    return False


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

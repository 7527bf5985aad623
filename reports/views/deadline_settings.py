"""What a school sets for its deadlines: the days before, and one's own address for a calendar programme."""

import datetime

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from portal.accounts.models import CultureSchool
from portal.audit.actor import Actor
from portal.deadlines.registry import deadlines_of
from portal.scope.rights import rights_of
from portal.scope.roles import Role
from portal.web import limits
from portal.web.access import for_roles
from portal.web.http import AuthedRequest, render_page
from portal.web.saving import saved
from portal.web.translations import reading
from programmes.actions.renew_feed import renew_feed
from programmes.ical import answer_with
from programmes.models import CalendarFeed
from reports.actions.save_deadline_settings import save_deadline_settings
from reports.feeds import find_deadlines_feed
from reports.forms.deadline import ReminderForm
from reports.ical import deadline_calendar
from reports.owned_deadlines import owners_by_kind
from reports.querysets.deadlines import people_of
from reports.reminding import reminder_days
from reports.views.deadlines_page import AHEAD

_BACK = datetime.timedelta(days=60)


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles(Role.COORDINATOR)
def deadline_reminders(request: AuthedRequest, school: int) -> HttpResponse:
    schools = CultureSchool.objects.visible_to(request.user).coordinated_by(request.user)
    place = get_object_or_404(schools, pk=school)
    data = request.POST if request.method == "POST" else None
    form = ReminderForm(data, initial=_stored(school), people=people_of(request.user, [place]))
    if data is not None and form.is_valid():
        done = saved(
            form,
            lambda: save_deadline_settings(
                actor=Actor.of(request.user),
                school_id=school,
                days=form.cleaned_data["days"],
                owners=form.owners(),
            ),
        )
        if done:
            messages.success(request, _("Saved: reminders come by this from tomorrow."))
            return redirect("reports:deadlines")
    status = 422 if form.errors else 200
    context = {"form": form, "school": place}
    return render_page(request, "reports/deadline_reminders.html", context, status=status)


def _stored(school: int) -> dict[str, object]:
    owners = {kind: str(owner) for (_school, kind), owner in owners_by_kind([school]).items()}
    return {"days": ", ".join(str(day) for day in reminder_days(school)), **owners}


@require_POST
@for_roles(Role.COORDINATOR)
def deadline_address(request: AuthedRequest) -> HttpResponse:
    """Makes one's address where there is none; another instead is made on the page of the calendar."""
    if not CalendarFeed.objects.visible_to(request.user).exists():
        renew_feed(actor=Actor.of(request.user))
        messages.success(request, _("Here is your address."))
    return redirect(reverse("reports:deadlines") + "#calendar")


@require_safe
def deadlines_ics(request: HttpRequest, token: str) -> HttpResponse:
    """Without signing in: whoever has the address reads it. It ends with the user, her role or a new one."""
    try:
        user = find_deadlines_feed(token).user
    except CalendarFeed.DoesNotExist:
        raise Http404 from None
    own = rights_of(user).of(Role.COORDINATOR)
    if not own:
        raise Http404
    if limits.is_over("calendar", str(user.pk), settings.LIMIT_BY_LINK):
        return HttpResponse(status=429)
    rows = CultureSchool.objects.visible_to(user).filter(pk__in=own)
    today = timezone.localdate()
    with reading(user.language):
        found = deadlines_of(own, today - _BACK, today + AHEAD)
        names = dict(rows.values_list("pk", "name"))
        return answer_with(deadline_calendar(_("Deadlines"), found, names))

"""The deadline calendar of a coordinator's schools, and the deadlines that she writes down herself."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from portal.accounts.models import CultureSchool, User
from portal.accounts.querysets import CultureSchoolQuerySet
from portal.audit.actor import Actor
from portal.scope.roles import Role
from portal.web.access import for_roles
from portal.web.http import AuthedRequest, render_page
from portal.web.saving import done, saved
from programmes.models import CalendarFeed
from reports.actions.save_deadline import (
    add_deadline,
    change_deadline,
    remove_deadline,
    tick_deadline,
    version_of_deadline,
)
from reports.feeds import deadlines_url
from reports.forms.deadline import DeadlineForm, stored
from reports.models import OwnDeadline
from reports.querysets.deadlines import people_of, with_reminder_days
from reports.views.deadlines_page import read_deadlines

_DONE_SHOWN = 10


@require_safe
@for_roles(Role.COORDINATOR)
def deadlines(request: AuthedRequest) -> HttpResponse:
    feed = CalendarFeed.objects.visible_to(request.user).first()
    ticked = OwnDeadline.objects.visible_to(request.user).exclude(done_on=None)
    context = {
        "page": read_deadlines(request.user, mine_only=request.GET.get("whose") == "mine"),
        "reminders": with_reminder_days(_schools(request)),
        "address": deadlines_url(feed) if feed else "",
        "done": ticked.order_by("-done_on", "-pk")[:_DONE_SHOWN],
    }
    return render_page(request, "reports/deadlines.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles(Role.COORDINATOR)
def new_deadline(request: AuthedRequest) -> HttpResponse:
    schools = list(_schools(request))
    data = request.POST if request.method == "POST" else None
    initial = {"owner": str(request.user.pk)}
    form = DeadlineForm(data, initial=initial, schools=schools, people=_people(request))
    if data and form.is_valid():
        school = int(form.cleaned_data["school"])
        actor = Actor.of(request.user)
        if saved(form, lambda: add_deadline(actor=actor, school_id=school, facts=form.facts())):
            messages.success(request, _("The deadline is written down."))
            return redirect("reports:deadlines")
    status = 422 if form.errors else 200
    return render_page(request, "reports/deadline.html", {"form": form, "row": None}, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles(Role.COORDINATOR)
def deadline(request: AuthedRequest, pk: int) -> HttpResponse:
    """Changes one, or removes it."""
    row = get_object_or_404(OwnDeadline.objects.visible_to(request.user).select_related("school"), pk=pk)
    if "remove" in request.POST:
        return _remove(request, row)
    data = request.POST if request.method == "POST" else None
    form = DeadlineForm(data, initial=stored(row), schools=(), people=_people(request, row.school))
    if data and form.is_valid():
        actor, based_on = Actor.of(request.user), form.cleaned_data["based_on"]
        if saved(
            form,
            lambda: change_deadline(actor=actor, deadline_id=pk, facts=form.facts(), based_on=based_on),
            version=lambda: version_of_deadline(OwnDeadline.objects.visible_to(request.user).get(pk=pk)),
        ):
            messages.success(request, _("The deadline is saved."))
            return redirect("reports:deadlines")
    status = 422 if form.errors else 200
    return render_page(request, "reports/deadline.html", {"form": form, "row": row}, status=status)


@require_POST
@for_roles(Role.COORDINATOR)
def deadline_done(request: AuthedRequest, pk: int) -> HttpResponse:
    """Ticks it off; with `undo` it is open again."""
    row = get_object_or_404(OwnDeadline.objects.visible_to(request.user), pk=pk)
    is_done, actor = "undo" not in request.POST, Actor.of(request.user)
    words = _("Done: %(title)s") if is_done else _("Open again: %(title)s")
    done(
        request,
        lambda: tick_deadline(actor=actor, deadline_id=pk, done=is_done),
        words % {"title": row.title},
    )
    return redirect("reports:deadlines")


def _remove(request: AuthedRequest, row: OwnDeadline) -> HttpResponse:
    actor, words = Actor.of(request.user), _("The deadline is removed.")
    done(request, lambda: remove_deadline(actor=actor, deadline_id=row.pk), words)
    return redirect("reports:deadlines")


def _schools(request: AuthedRequest) -> CultureSchoolQuerySet:
    rows = CultureSchool.objects.visible_to(request.user).coordinated_by(request.user)
    return rows.order_by("name")


def _people(request: AuthedRequest, school: CultureSchool | None = None) -> list[User]:
    return people_of(request.user, [school] if school else _schools(request))

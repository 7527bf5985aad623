"""The volunteers of a school, and the dates on which their papers were seen."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from django.contrib import messages
from django.db.models import Prefetch, Q, QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from participants.actions.keep_volunteers import add_volunteer, change_volunteer, end_volunteer
from participants.actions.note_papers import WrongPaperDay, note_contacts_paper, note_volunteers_paper
from participants.forms.equipment import school_of
from participants.forms.volunteer import PaperForm, VolunteerForm
from participants.models import BuddyMatch
from participants.querysets.clearances import oldest_by_school, partner_staff_of, volunteers_of
from participants.views.equipment import agencies_of, coordinated
from participants.views.papers import papers_of
from partners.models import PartnerAgency, Volunteer
from portal.audit.actor import Actor
from portal.scope.roles import Role
from portal.web.access import for_roles
from portal.web.http import AuthedRequest, render_page
from programmes.models import Staffing


@require_safe
@for_roles(Role.COORDINATOR)
def volunteers(request: AuthedRequest) -> HttpResponse:
    """Those who are there or are to come; those who have ended stand below."""
    today = timezone.localdate()
    oldest = oldest_by_school(request.user, today)
    over = Q(ends_on__lt=today)
    rows = volunteers_of(request.user).order_by("name", "pk")
    there = rows.exclude(over).prefetch_related(Prefetch("matches", _matches(request), to_attr="now"))
    context = {
        "lines": [(row, papers_of(row, oldest[row.school_id])) for row in there],
        "ended": rows.filter(over),
    }
    return render_page(request, "participants/volunteers.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles(Role.COORDINATOR)
def new_volunteer(request: AuthedRequest) -> HttpResponse:
    schools = coordinated(request)
    form = VolunteerForm(
        request.POST if request.method == "POST" else None, schools=schools, agencies=agencies_of(schools)
    )
    if request.method == "POST" and form.is_valid():
        try:
            row = add_volunteer(
                actor=Actor.of(request.user), school_id=school_of(form, schools), facts=form.facts()
            )
        except PartnerAgency.DoesNotExist:
            form.add_error("agency", _("Choose an agency in the school's own municipality."))
        else:
            messages.success(request, _("Saved. Note below which papers you have seen."))
            return redirect("participants:volunteer", pk=row.pk)
    context = {"form": form}
    return render_page(
        request, "participants/volunteer_new.html", context, status=422 if form.errors else 200
    )


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles(Role.COORDINATOR)
def volunteer(request: AuthedRequest, pk: int) -> HttpResponse:
    row = get_object_or_404(volunteers_of(request.user), pk=pk)
    form = VolunteerForm(
        request.POST if request.method == "POST" else None,
        schools=[row.school],
        agencies=agencies_of([row.school]),
        volunteer=row,
    )
    if request.method == "POST" and form.is_valid():
        change_volunteer(actor=Actor.of(request.user), volunteer_id=pk, facts=form.facts())
        messages.success(request, _("Saved."))
        return redirect("participants:volunteer", pk=pk)
    today = timezone.localdate()
    context = {
        "volunteer": row,
        "form": form,
        "papers": papers_of(row, oldest_by_school(request.user, today)[row.school_id]),
        "matches": _matches(request).filter(volunteer=row),
        "is_over": row.ends_on is not None and row.ends_on <= today,
    }
    return render_page(request, "participants/volunteer.html", context, status=422 if form.errors else 200)


@require_POST
@for_roles(Role.COORDINATOR)
def end_volunteering(request: AuthedRequest, pk: int) -> HttpResponse:
    try:
        row = end_volunteer(actor=Actor.of(request.user), volunteer_id=pk)
    except Volunteer.DoesNotExist:
        raise Http404 from None
    messages.success(request, _("Today is the last day of %(name)s.") % {"name": row})
    return redirect("participants:volunteers")


@require_POST
@for_roles(Role.COORDINATOR)
def volunteers_papers(request: AuthedRequest, pk: int) -> HttpResponse:
    row = get_object_or_404(volunteers_of(request.user), pk=pk)
    _note(request, partial(note_volunteers_paper, actor=Actor.of(request.user), volunteer_id=row.pk))
    return redirect("participants:volunteer", pk=pk)


@require_safe
@for_roles(Role.COORDINATOR)
def partner_staff(request: AuthedRequest) -> HttpResponse:
    """The partner's people who work in a group now. Of several schools the strictest says what counts."""
    today = timezone.localdate()
    oldest = max(oldest_by_school(request.user, today).values())
    groups = Staffing.objects.visible_to(request.user).exclude(group__run__state="closed")
    rows = partner_staff_of(request.user, today).order_by("agency__name", "name", "pk")
    named = rows.prefetch_related(Prefetch("staffing", groups.select_related("group"), to_attr="works_in"))
    context = {"lines": [(row, papers_of(row, oldest)) for row in named]}
    return render_page(request, "participants/volunteers_partner_staff.html", context)


@require_POST
@for_roles(Role.COORDINATOR)
def contacts_papers(request: AuthedRequest, pk: int) -> HttpResponse:
    row = get_object_or_404(partner_staff_of(request.user, timezone.localdate()), pk=pk)
    _note(request, partial(note_contacts_paper, actor=Actor.of(request.user), contact_id=row.pk))
    return redirect("participants:partner_staff")


def _note(request: AuthedRequest, note: Callable[..., object]) -> None:
    form = PaperForm(request.POST)
    seen_on = None
    if form.is_valid():
        today = timezone.localdate() if "today" in request.POST else None
        seen_on = form.cleaned_data["seen_on"] or today
    try:
        if seen_on is None:
            raise WrongPaperDay
        note(paper=form.cleaned_data["paper"], seen_on=seen_on)
    except WrongPaperDay as refusal:
        messages.warning(request, str(refusal))
    else:
        messages.success(request, _("Noted."))


def _matches(request: AuthedRequest) -> QuerySet[BuddyMatch]:
    """That are not over, of whomever; a name shows only where one may know it."""
    matches = BuddyMatch.objects.everything(why="of the volunteers of one's own school")
    rows = matches.not_over(timezone.localdate()).with_names_for(request.user)
    return rows.select_related("participant").order_by("starts_on", "pk")

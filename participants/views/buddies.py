"""Who stands beside a participant."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from participants.actions.match_buddy import MatchedAlready, WrongPeriod, end_match, match_buddy
from participants.forms.buddy import BuddyForm
from participants.models import BuddyMatch, Participant
from participants.querysets.buddies import helpers_at
from participants.querysets.clearances import oldest_by_school, volunteers_of
from participants.views.papers import papers_of
from participants.views.retention import managed
from partners.models import Volunteer
from portal.audit.actor import Actor
from portal.scope.roles import SCHOOL_ROLES
from portal.web.access import for_roles
from portal.web.http import AuthedRequest, render_page


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles(*SCHOOL_ROLES)
def buddies(request: AuthedRequest, pk: int) -> HttpResponse:
    person = managed(request, pk)
    today = timezone.localdate()
    there = volunteers_of(request.user).filter(school=person.school_id).exclude(ends_on__lt=today)
    helpers = helpers_at(request.user, person.school_id).exclude(pk=pk)
    form = BuddyForm(request.POST if request.method == "POST" else None, volunteers=there, helpers=helpers)
    if request.method == "POST" and form.is_valid() and _match(request, person, form):
        return redirect("participants:buddies", pk=pk)
    matches = BuddyMatch.objects.visible_to(request.user).filter(participant=person)
    rows = list(matches.with_names_for(request.user).select_related("volunteer", "helper"))
    oldest = oldest_by_school(request.user, today)[person.school_id]
    context = {
        "person": person,
        "form": form,
        "lines": [(row, papers_of(row.volunteer, oldest) if row.volunteer else []) for row in rows],
        "today": today,
        "nobody": not there and not helpers,
    }
    return render_page(request, "participants/buddies.html", context, status=422 if form.errors else 200)


@require_POST
@for_roles(*SCHOOL_ROLES)
def end_buddy(request: AuthedRequest, pk: int) -> HttpResponse:
    try:
        match = end_match(actor=Actor.of(request.user), match_id=pk)
    except BuddyMatch.DoesNotExist:
        raise Http404 from None
    messages.success(request, _("The match has ended."))
    return redirect("participants:buddies", pk=match.participant_id)


def _match(request: AuthedRequest, person: Participant, form: BuddyForm) -> bool:
    volunteer_id, helper_id = form.chosen()
    try:
        match = match_buddy(
            actor=Actor.of(request.user),
            participant_id=person.pk,
            volunteer_id=volunteer_id,
            helper_id=helper_id,
            kind=form.cleaned_data["kind"],
            starts_on=form.cleaned_data["starts_on"],
            ends_on=form.cleaned_data["ends_on"],
        )
    except WrongPeriod as refusal:
        form.add_error("starts_on", str(refusal))
        return False
    except MatchedAlready as refusal:
        form.add_error("who", str(refusal))
        return False
    except (Participant.DoesNotExist, Volunteer.DoesNotExist):
        raise Http404 from None
    messages.success(request, _("Matched."))
    if match.volunteer:
        _warn(request, match.volunteer)
    return True


def _warn(request: AuthedRequest, volunteer: Volunteer) -> None:
    """The match stands; that a paper is missing is said."""
    oldest = oldest_by_school(request.user, timezone.localdate())[volunteer.school_id]
    lacking = [str(paper.label) for paper in papers_of(volunteer, oldest) if not paper.counts]
    if lacking:
        values = {"name": volunteer, "papers": ", ".join(lacking)}
        words = _("Of %(name)s has not been seen, or is out of date: %(papers)s. See to it before they meet.")
        messages.warning(request, words % values)

"""What goes when, and the erasure of one person on request."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from participants.actions.remove_person import erase_person
from participants.models import Enrolment, Loan, Participant
from participants.models.enrolment import ENDED
from participants.policies.participant import may_manage
from participants.querysets.expiry import NO_RUN
from participants.querysets.schedule import people_by_day
from portal.audit.actor import Actor
from portal.scope.rights import rights_of
from portal.scope.roles import SCHOOL_ROLES, Role
from portal.web.access import for_roles
from portal.web.http import AuthedRequest, render_page
from programmes.models import ProgrammeRun


@require_safe
@for_roles(Role.COORDINATOR)
def retention(request: AuthedRequest) -> HttpResponse:
    coordinated = rights_of(request.user).of(Role.COORDINATOR)
    runs = ProgrammeRun.objects.visible_to(request.user).filter(schools__in=coordinated).distinct()
    people = dict(people_by_day(request.user))
    context = {
        "runs": runs.select_related("programme").order_by("retention_on", "pk"),
        "without_run": people.pop(NO_RUN, 0),
        "days": sorted(people.items()),
    }
    return render_page(request, "participants/retention.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles(*SCHOOL_ROLES)
def erase(request: AuthedRequest, pk: int) -> HttpResponse:
    """Asks once more and says what goes and what stays, then removes the person's details."""
    person = managed(request, pk)
    if request.method == "POST":
        try:
            erase_person(actor=Actor.of(request.user), participant_id=pk)
        except Participant.DoesNotExist:
            raise Http404 from None
        messages.success(request, _("All details of this person have been removed."))
        return redirect("participants:participants")
    places = Enrolment.objects.visible_to(request.user).filter(participant=person)
    open_places = places.exclude(state__in=ENDED).for_page().order_by("pk")
    loans = Loan.objects.visible_to(request.user).out().filter(participant=person)
    context = {
        "person": person,
        "places": open_places,
        "loans": loans.select_related("equipment"),
        "today": timezone.localdate(),
    }
    return render_page(request, "participants/erase.html", context)


def managed(request: AuthedRequest, pk: int) -> Participant:
    """The person, for a coordinator who knows the name."""
    visible = Participant.objects.visible_to(request.user).select_related("school__municipality")
    person = get_object_or_404(visible, pk=pk)
    if not may_manage(request.user, person):
        raise PermissionDenied
    return person

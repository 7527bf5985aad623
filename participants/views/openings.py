"""Openings by an administrator: asking for one, and the page while it lasts. Coordinators see them too."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from participants.actions.open_person import open_person
from participants.forms.opening import OpeningForm
from participants.models import Enrolment, Opening, Participant
from portal.audit.actor import Actor
from portal.audit.log import record_reading
from portal.scope.rights import rights_of
from portal.scope.roles import Role
from portal.web.access import for_roles
from portal.web.http import AuthedRequest, render_page

_WHY = "of the person whom a running opening is about"


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles(Role.ADMINISTRATOR, Role.COORDINATOR)
def openings(request: AuthedRequest) -> HttpResponse:
    may_open = rights_of(request.user).holds(Role.ADMINISTRATOR)
    sent = request.POST if request.method == "POST" else None
    form = OpeningForm(sent) if may_open else None
    if request.method == "POST" and (form is None or form.is_valid()):
        opening = _open(request, form or OpeningForm())
        if opening:
            return redirect("participants:opening", pk=opening.pk)
    rows = Opening.objects.visible_to(request.user).select_related("participant", "administrator", "school")
    context = {"form": form, "openings": rows[:100], "now": timezone.now()}
    status = 422 if form and form.errors else 200
    return render_page(request, "participants/openings.html", context, status=status)


def _open(request: AuthedRequest, form: OpeningForm) -> Opening | None:
    values = getattr(form, "cleaned_data", {"participant": 0, "reason": ""})
    try:
        return open_person(
            actor=Actor.of(request.user), participant_id=values["participant"], reason=values["reason"]
        )
    except Participant.DoesNotExist:
        form.add_error("participant", _("Nobody with this number can be opened."))
        return None


@require_safe
@for_roles(Role.ADMINISTRATOR)
def opening(request: AuthedRequest, pk: int) -> HttpResponse:
    """To be read, not changed; each view is logged."""
    running = Opening.objects.everything(why="the administrator's own").running_for(request.user)
    row = get_object_or_404(running, pk=pk)
    people = Participant.objects.everything(why=_WHY).select_related("school")
    person = people.with_card(timezone.localdate()).get(pk=row.participant_id)
    record_reading(request.user, person, school=person.school_id)
    places = Enrolment.objects.everything(why=_WHY).filter(participant=person).for_page()
    context = {"opening": row, "person": person, "places": places.order_by("-applied_at", "pk")}
    return render_page(request, "participants/opening.html", context)

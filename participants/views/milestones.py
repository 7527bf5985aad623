"""First times, and what somebody is proud of."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from participants.actions.note_milestone import (
    NotedAlready,
    WrongMilestone,
    note_first_concert,
    note_milestone,
    remove_milestone,
)
from participants.forms.milestone import MilestoneForm
from participants.models import Milestone, Participant
from portal.audit.actor import Actor
from portal.scope.roles import SCHOOL_ROLES
from portal.web.access import for_roles
from portal.web.http import AuthedRequest, render_page


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles(*SCHOOL_ROLES)
def milestones(request: AuthedRequest, pk: int) -> HttpResponse:
    person = get_object_or_404(Participant.objects.visible_to(request.user), pk=pk)
    form = MilestoneForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid() and _note(request, pk, form):
        return redirect("participants:participant", pk=pk)
    context = {"person": person, "form": form}
    return render_page(request, "participants/milestone.html", context, status=422 if form.errors else 200)


@require_POST
@for_roles(*SCHOOL_ROLES)
def first_concert(request: AuthedRequest, pk: int) -> HttpResponse:
    """What the person's page suggests, noted with one tap."""
    try:
        noted = note_first_concert(actor=Actor.of(request.user), participant_id=pk)
    except Participant.DoesNotExist:
        raise Http404 from None
    except NotedAlready as refusal:
        messages.info(request, str(refusal))
        return redirect("participants:participant", pk=pk)
    if noted is None:
        messages.info(request, _("There has been no concert yet at which this person was."))
    else:
        messages.success(request, _("The first concert is noted."))
    return redirect("participants:participant", pk=pk)


@require_POST
@for_roles(*SCHOOL_ROLES)
def end_milestone(request: AuthedRequest, pk: int) -> HttpResponse:
    try:
        removed = remove_milestone(actor=Actor.of(request.user), milestone_id=pk)
    except Milestone.DoesNotExist:
        raise Http404 from None
    messages.success(request, _("Removed."))
    return redirect("participants:participant", pk=removed.participant_id)


def _note(request: AuthedRequest, pk: int, form: MilestoneForm) -> bool:
    try:
        note_milestone(actor=Actor.of(request.user), participant_id=pk, **form.cleaned_data)
    except NotedAlready as refusal:
        form.add_error("kind", str(refusal))
        return False
    except WrongMilestone as refusal:
        form.add_error("on" if form.cleaned_data["words"] else "words", str(refusal))
        return False
    except Participant.DoesNotExist:
        raise Http404 from None
    messages.success(request, _("Noted."))
    return True

"""A coordinator reads a decision letter, or asks for it again."""

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST, require_safe

from participants.actions.write_letter import request_letter_again
from participants.files import letter_response
from participants.models import Letter
from portal.audit.actor import Actor
from portal.audit.log import record_reading
from portal.audit.models import Opened
from portal.scope.roles import SCHOOL_ROLES
from portal.web.access import for_roles
from portal.web.http import AuthedRequest


@require_safe
@for_roles(*SCHOOL_ROLES)
def letter(request: AuthedRequest, pk: int) -> HttpResponse:
    """The right is judged anew with each download, and who read it is logged."""
    visible = Letter.objects.visible_to(request.user).select_related("enrolment__participant")
    row = get_object_or_404(visible.exclude(file=""), pk=pk)
    record_reading(request.user, row.enrolment.participant, school=row.school_id, what=Opened.LETTER)
    return letter_response(row)


@require_POST
@for_roles(*SCHOOL_ROLES)
def letter_again(request: AuthedRequest, pk: int) -> HttpResponse:
    try:
        row = request_letter_again(actor=Actor.of(request.user), letter_id=pk)
    except Letter.DoesNotExist:
        raise Http404 from None
    return redirect("participants:participant", pk=row.enrolment.participant_id)

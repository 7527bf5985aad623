"""Where a phone sends what it kept while it had no network."""

from http import HTTPStatus

from django.http import HttpRequest, JsonResponse
from django.utils import timezone
from django.views.decorators.http import require_POST

from participants.actions.receive_roll_entry import Entry, receive_roll_entry
from participants.forms.roll_entries import BadRequest, Unreadable, read_sending
from participants.rules.roll_entry import Answer, Why
from portal.accounts.models import User
from portal.audit.actor import Actor
from portal.web.phone import owner_names
from portal.web.templatetags.face import clock


@require_POST
def roll_calls(request: HttpRequest) -> JsonResponse:
    """Takes entries in their order and answers each; who may send which is judged entry by entry.

    What belongs to somebody who had signed in before on the same phone is not taken from whoever has now.
    """
    if not isinstance(request.user, User):
        return _nothing(HTTPStatus.UNAUTHORIZED)
    try:
        sending = read_sending(request.body)
    except BadRequest:
        return _nothing(HTTPStatus.BAD_REQUEST)
    if sending.owner not in owner_names(request.user):
        return _nothing(HTTPStatus.CONFLICT)
    actor = Actor.of(request.user)
    answers = [{"entry": str(one.id)} | _answer(actor, one).as_json() for one in sending.entries]
    return JsonResponse({"answers": answers, "at": clock(timezone.now())})


def _answer(actor: Actor, entry: Entry | Unreadable) -> Answer:
    if isinstance(entry, Unreadable):
        return Answer.refused(Why.UNREADABLE, entry.values)
    return receive_roll_entry(actor=actor, entry=entry)


def _nothing(status: HTTPStatus) -> JsonResponse:
    return JsonResponse({"answers": []}, status=status)

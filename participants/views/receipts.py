"""What an SMS gateway reports, to the signed address that went out with the message."""

import json

from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from participants.actions.note_receipt import note_receipt
from participants.models import Message
from participants.receipts import find_message
from portal.audit.actor import Actor

_LONGEST = 10_000


@csrf_exempt
@require_POST
def sms_receipt(request: HttpRequest, receipt: str) -> HttpResponse:
    """204 for what was noted, 404 for an address that we did not sign, 400 for anything unreadable."""
    try:
        message = find_message(receipt)
    except Message.DoesNotExist:
        return HttpResponse(status=404)
    try:
        status = json.loads(request.body[:_LONGEST])["status"]
        note_receipt(actor=Actor.system("sms gateway"), message_id=message.pk, status=str(status))
    except (ValueError, KeyError, TypeError):
        return HttpResponse(status=400)
    return HttpResponse(status=204)

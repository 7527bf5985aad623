"""What the SMS gateway says became of a message."""

from django.db import transaction
from django.utils import timezone

from participants.models import Message, Offer
from portal.audit.actor import Actor
from portal.audit.log import record

DELIVERED, FAILED = "delivered", "failed"


@transaction.atomic
def note_receipt(*, actor: Actor, message_id: int, status: str) -> Message:
    """Delivered counts once, for the offer that the message brought as well; failed puts it on the call list.

    Raises Message.DoesNotExist, and ValueError for another status.
    """
    if status not in (DELIVERED, FAILED):
        raise ValueError(status)
    rows = Message.objects.everything(why="the gateway's signed address named it")
    message = rows.select_for_update(of=("self",)).get(pk=message_id)
    if message.delivered_at or (status == FAILED and message.failed_at):
        return message
    now = timezone.now()
    if status == DELIVERED:
        message.delivered_at, message.failed_at = now, None
        offers = Offer.objects.everything(why="the offer that this message brought")
        offers.filter(messages=message, delivered_at=None, ended_at=None).update(delivered_at=now)
    else:
        message.failed_at = now
    message.save(update_fields=["delivered_at", "failed_at"])
    record(actor, "note receipt", message, school=message.school_id, status=status)
    return message

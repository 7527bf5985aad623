from django.db import transaction

from participants.actions.keep_draft import locked_link
from participants.actions.tell_family import tell_family
from participants.models import Message, MessageKind, Participant
from portal.audit.actor import Actor


@transaction.atomic
def send_link(*, actor: Actor) -> Message | None:
    """Send the family its own link, so that it can go on later on another device."""
    link = locked_link(actor)
    child = Participant.objects.within_reach_of(actor).order_by("pk").last()
    return tell_family(actor=actor, participant=child, link=link, kind=MessageKind.LINK)

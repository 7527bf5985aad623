"""What an application sets going once it is sent, so that a family waits for none of it."""

from django.db import transaction

from participants.actions.find_pairs import find_pairs
from participants.actions.tell_family import tell_family
from participants.actions.tell_staff import tell_coordinators
from participants.models import Application, MessageKind, NoticeKind
from portal.audit.actor import Actor

NAME = "follow applications"
TASK = "participants.follow_applications"
_WHY = "a job that serves all schools"


def follow_applications(*, actor: Actor) -> int:
    """Look for pairs and tell family and coordinators, of all that wait for it; returns of how many.

    Each in a transaction of its own: whatever stops it, the next time goes on where this one ended.
    """
    waiting = Application.objects.everything(why=_WHY).filter(awaits_follow_up=True)
    followed = 0
    for key in list(waiting.order_by("submitted_at", "pk").values_list("pk", flat=True)):
        followed += _follow(actor, key)
    return followed


@transaction.atomic
def _follow(actor: Actor, key: int) -> bool:
    """False where another worker has it."""
    rows = Application.objects.everything(why=_WHY).select_for_update(of=("self",), skip_locked=True)
    waiting = rows.filter(pk=key, awaits_follow_up=True)
    application = waiting.select_related("participant", "link", "school").first()
    if application is None:
        return False
    application.awaits_follow_up = False
    application.save(update_fields=["awaits_follow_up"])
    child = application.participant
    find_pairs(participant=child)
    tell_family(actor=actor, participant=child, link=application.link, kind=MessageKind.RECEIVED)
    tell_coordinators(actor=actor, school=application.school, kind=NoticeKind.APPLICATION)
    return True

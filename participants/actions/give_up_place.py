"""The family gives up last year's place."""

from django.db import transaction

from participants.actions.reapplying import say
from participants.models import Answer, Reapplication
from portal.audit.actor import Actor


@transaction.atomic
def give_up_place(*, actor: Actor, reapplication_id: int) -> Reapplication:
    """No more is asked, and nothing more is sent. Raises what `say` does."""
    return say(actor, reapplication_id, Answer.GIVEN_UP)

"""The family gives up last year's place, or wants something else instead."""

from django.db import transaction

from participants.actions.reapplying import AnsweredAlready, answer, find
from participants.models import Answer, Reapplication
from portal.audit.actor import Actor


@transaction.atomic
def give_up_place(*, actor: Actor, reapplication_id: int) -> Reapplication:
    """No more is asked, and nothing more is sent. Raises what `_say` does."""
    return _say(actor, reapplication_id, Answer.GIVEN_UP)


@transaction.atomic
def change_place(*, actor: Actor, reapplication_id: int) -> Reapplication:
    """The family goes on to apply for something else. Raises what `_say` does."""
    return _say(actor, reapplication_id, Answer.CHANGED)


def _say(actor: Actor, reapplication_id: int, said: Answer) -> Reapplication:
    """Saying the same again changes nothing.

    Raises Reapplication.DoesNotExist outside the actor's reach, SeasonNotOpen, RunClosed and AnsweredAlready.
    """
    asked = find(actor, reapplication_id)
    if asked.answer == Answer.KEPT:
        raise AnsweredAlready
    if asked.answer != said:
        answer(actor, asked, said)
    return asked

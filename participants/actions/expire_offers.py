from contextlib import suppress

from django.utils import timezone

from participants.actions.answer_offer import OfferNotDue, expire_offer
from participants.actions.move import DecidedMeanwhile
from participants.models import EnrolmentState, Offer
from portal.audit.actor import Actor
from programmes.policies.run import RunClosed

TASK = "participants.expire_offers"


def expire_offers(*, actor: Actor) -> int:
    """End the offers whose last day is over, if their delivery was recorded; returns how many.

    Each in a transaction of its own: an answer that comes at the same moment counts.
    """
    due = Offer.objects.everything(why="a job that serves all schools").due(timezone.localdate())
    ended = 0
    for enrolment_id in list(due.order_by("answer_by", "pk").values_list("enrolment_id", flat=True)):
        with suppress(OfferNotDue, DecidedMeanwhile, RunClosed):
            expire_offer(actor=actor, enrolment_id=enrolment_id, based_on=EnrolmentState.OFFERED)
            ended += 1
    return ended

import datetime

from django.db import transaction
from django.utils import timezone

from participants.actions.move import DecidedMeanwhile, locked
from participants.actions.offers import check_answer_by
from participants.models import Enrolment, Message, Offer
from participants.policies.enrolment import check_may_decide
from participants.rules.decisions import LEAST_DAYS_AFTER_A_CALL
from portal.audit.actor import Actor
from portal.audit.log import record


def earliest_after_call() -> datetime.date:
    return timezone.localdate() + datetime.timedelta(days=LEAST_DAYS_AFTER_A_CALL)


@transaction.atomic
def reach_family(*, actor: Actor, offer_id: int, answer_by: datetime.date) -> Offer:
    """Somebody at the school has told the family of its offer, and until which day it may answer.

    Raises Offer.DoesNotExist outside the actor's scope, PermissionDenied, RunClosed, WrongAnswerDay for less
    than the least days, and DecidedMeanwhile where the offer has ended.
    """
    visible = Offer.objects.visible_to(actor.person)
    enrolment_id = visible.values_list("enrolment_id", flat=True).get(pk=offer_id)
    enrolment: Enrolment = locked(actor=actor, enrolment_id=enrolment_id)
    check_may_decide(actor, enrolment)
    offer = visible.get(pk=offer_id)
    if offer.ended_at:
        raise DecidedMeanwhile
    if offer.delivered_at and offer.answer_by == answer_by:
        return offer
    check_answer_by(answer_by, earliest=earliest_after_call())
    offer.delivered_at, offer.answer_by = (
        offer.delivered_at or timezone.now(),
        max(offer.answer_by, answer_by),
    )
    offer.save(update_fields=["delivered_at", "answer_by"])
    record(actor, "reach family", offer, school=offer.school_id, answer_by=offer.answer_by.isoformat())
    return offer


@transaction.atomic
def note_told(*, actor: Actor, message_id: int) -> Message:
    """Somebody at the school has told the family what a message could not bring.

    Raises Message.DoesNotExist outside the actor's scope.
    """
    message = Message.objects.visible_to(actor.person).select_for_update(of=("self",)).get(pk=message_id)
    if message.delivered_at is None:
        message.delivered_at = timezone.now()
        message.save(update_fields=["delivered_at"])
        record(actor, "tell by phone", message, school=message.school_id)
    return message

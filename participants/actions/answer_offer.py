"""What becomes of an offer: the family's answer, as the school or its link tells it, or none in time."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from participants.actions.move import MoveNotAllowed, NextState, move
from participants.actions.next_offer import offer_by_itself
from participants.actions.offers import open_offer
from participants.models import Enrolment, EnrolmentState
from participants.rules.decisions import is_due
from portal.audit.actor import Actor


class OfferNotDue(MoveNotAllowed):
    """The last day for an answer is not over, or nobody knows whether the family has the offer."""


def accept_offer(
    *, actor: Actor, enrolment_id: int, based_on: str, grounds: str = "", ground: str = ""
) -> Enrolment:
    """The family said yes: the offered place is taken. Raises what `move` does."""
    return move(
        actor=actor,
        enrolment_id=enrolment_id,
        based_on=based_on,
        grounds=grounds,
        ground=ground,
        next_state=lambda enrolment: EnrolmentState.ENROLLED,
        only_from=EnrolmentState.OFFERED,
    )


@transaction.atomic
def decline_offer(
    *, actor: Actor, enrolment_id: int, based_on: str, grounds: str = "", ground: str = ""
) -> Enrolment:
    """The family said no: the offered place is free again. Raises what `move` does."""
    enrolment = move(
        actor=actor,
        enrolment_id=enrolment_id,
        based_on=based_on,
        grounds=grounds,
        ground=ground,
        next_state=lambda enrolment: EnrolmentState.DECLINED,
        only_from=EnrolmentState.OFFERED,
    )
    offer_by_itself(group=enrolment.group)
    return enrolment


@transaction.atomic
def expire_offer(
    *, actor: Actor, enrolment_id: int, based_on: str, grounds: str = "", ground: str = ""
) -> Enrolment:
    """Nobody answered in time: the place is free again. Raises OfferNotDue and what `move` does.

    A job ends only an offer whose delivery was recorded; a coordinator, with grounds, the others too.
    """
    enrolment = move(
        actor=actor,
        enrolment_id=enrolment_id,
        based_on=based_on,
        grounds=grounds,
        ground=ground,
        next_state=_expired(by_hand=actor.user is not None),
        only_from=EnrolmentState.OFFERED,
    )
    offer_by_itself(group=enrolment.group)
    return enrolment


def _expired(*, by_hand: bool) -> NextState:
    def state(enrolment: Enrolment) -> str:
        if enrolment.state == EnrolmentState.OFFERED:
            check_due(enrolment, by_hand=by_hand)
        return EnrolmentState.EXPIRED

    return state


def check_due(enrolment: Enrolment, *, by_hand: bool) -> None:
    """Raises OfferNotDue."""
    offer = open_offer(enrolment)
    if offer is None:
        raise OfferNotDue(_("This offer has no last day: take it back instead."))
    delivered = by_hand or offer.delivered_at is not None
    if not is_due(offer.answer_by, delivered=delivered, today=timezone.localdate()):
        raise OfferNotDue(_("The family may still answer this offer. It can be taken back, with grounds."))

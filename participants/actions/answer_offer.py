"""The family's answer to an offer, as the school has heard it."""

from participants.actions.move import move
from participants.models import Enrolment, EnrolmentState
from portal.audit.actor import Actor


def accept_offer(*, actor: Actor, enrolment_id: int, based_on: str, grounds: str = "") -> Enrolment:
    """The family said yes: the offered place is taken. Raises what `move` does."""
    return move(
        actor=actor,
        enrolment_id=enrolment_id,
        based_on=based_on,
        grounds=grounds,
        next_state=lambda enrolment: EnrolmentState.ENROLLED,
        only_from=EnrolmentState.OFFERED,
    )


def decline_offer(*, actor: Actor, enrolment_id: int, based_on: str, grounds: str = "") -> Enrolment:
    """The family said no: the offered place is free again. Raises what `move` does."""
    return move(
        actor=actor,
        enrolment_id=enrolment_id,
        based_on=based_on,
        grounds=grounds,
        next_state=lambda enrolment: EnrolmentState.DECLINED,
        only_from=EnrolmentState.OFFERED,
    )

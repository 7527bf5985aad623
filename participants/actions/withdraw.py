from django.db import transaction

from participants.actions.move import move
from participants.actions.next_offer import offer_by_itself
from participants.models import Enrolment, EnrolmentState
from portal.audit.actor import Actor


@transaction.atomic
def withdraw(
    *, actor: Actor, enrolment_id: int, based_on: str, grounds: str = "", ground: str = ""
) -> Enrolment:
    """Take back an application, an offer or a place, which is then free. Raises what `move` does."""
    enrolment = move(
        actor=actor,
        enrolment_id=enrolment_id,
        based_on=based_on,
        grounds=grounds,
        ground=ground,
        next_state=lambda enrolment: EnrolmentState.WITHDRAWN,
    )
    offer_by_itself(group=enrolment.group)
    return enrolment

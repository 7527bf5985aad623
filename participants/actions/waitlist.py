from participants.actions.move import move
from participants.models import Enrolment, EnrolmentState
from portal.audit.actor import Actor


def waitlist(
    *, actor: Actor, enrolment_id: int, based_on: str, grounds: str = "", ground: str = ""
) -> Enrolment:
    """Put on the waiting list, where the school's criteria say. Raises what `move` does."""
    return move(
        actor=actor,
        enrolment_id=enrolment_id,
        based_on=based_on,
        grounds=grounds,
        ground=ground,
        next_state=lambda enrolment: EnrolmentState.WAITLISTED,
    )

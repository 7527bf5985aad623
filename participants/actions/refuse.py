from participants.actions.move import move
from participants.models import Enrolment, EnrolmentState
from portal.audit.actor import Actor


def refuse(
    *, actor: Actor, enrolment_id: int, based_on: str, grounds: str = "", ground: str = ""
) -> Enrolment:
    """The school's no. Raises what `move` does."""
    return move(
        actor=actor,
        enrolment_id=enrolment_id,
        based_on=based_on,
        grounds=grounds,
        ground=ground,
        next_state=lambda enrolment: EnrolmentState.REFUSED,
    )

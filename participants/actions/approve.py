from participants.actions.move import move
from participants.models import Enrolment
from participants.rules.enrolment import approved_state
from portal.audit.actor import Actor


def approve(*, actor: Actor, enrolment_id: int, based_on: str, grounds: str = "") -> Enrolment:
    """Enrol at once where the group asks for no answer, else offer. Raises GroupFull and what `move` does."""
    return move(
        actor=actor,
        enrolment_id=enrolment_id,
        based_on=based_on,
        grounds=grounds,
        next_state=lambda enrolment: approved_state(asks_answer=enrolment.group.asks_answer),
    )

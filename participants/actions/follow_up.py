"""What a decision on a place sets going: the letter, and the message to whoever waits for it."""

from participants.models import EnrolmentMove
from portal.audit.actor import Actor


def follow_up(*, actor: Actor, move: EnrolmentMove) -> None:
    """Called in the transaction of the decision; what leaves the house does so after it has committed."""

"""What a coordinator can do with an enrolment in each state, in the order of the buttons."""

from participants.rules.enrolment import APPLIED, ENROLLED, OFFERED, WAITLISTED

APPROVE, WAITLIST, REFUSE = "approve", "waitlist", "refuse"
ACCEPT, DECLINE, WITHDRAW = "accept", "decline", "withdraw"

CHOICES: dict[str, tuple[str, ...]] = {
    APPLIED: (APPROVE, WAITLIST, REFUSE),
    WAITLISTED: (APPROVE, REFUSE, WITHDRAW),
    OFFERED: (ACCEPT, DECLINE, WITHDRAW),
    ENROLLED: (WITHDRAW,),
}
EXPIRE_OFFERS, OFFER_NEXT = "expire offers", "offer the next place"
DECIDING_JOBS = frozenset({EXPIRE_OFFERS, OFFER_NEXT})
"""The named jobs that may move an enrolment without a person."""
GROUNDS_ASKED = frozenset({WAITLIST, REFUSE, WITHDRAW})


def can(verb: str, state: str) -> bool:
    return verb in CHOICES.get(state, ())

"""What a coordinator can do with an enrolment in each state, in the order of the buttons."""

import datetime

from participants.rules.enrolment import (
    APPLIED,
    DECLINED,
    ENROLLED,
    EXPIRED,
    OFFERED,
    WAITLISTED,
    WITHDRAWN,
)

APPROVE, OFFER, ENROL = "approve", "offer", "enrol"
WAITLIST, REFUSE, MOVE_UP = "waitlist", "refuse", "move-up"
ACCEPT, DECLINE, WITHDRAW, EXPIRE = "accept", "decline", "withdraw", "expire"

CHOICES: dict[str, tuple[str, ...]] = {
    APPLIED: (APPROVE, WAITLIST, REFUSE),
    WAITLISTED: (APPROVE, MOVE_UP, REFUSE, WITHDRAW),
    OFFERED: (ACCEPT, DECLINE, WITHDRAW),
    ENROLLED: (WITHDRAW,),
}
_BESIDES: dict[str, tuple[str, ...]] = {
    APPLIED: (OFFER, ENROL, WITHDRAW),
    WAITLISTED: (OFFER, ENROL),
    OFFERED: (EXPIRE,),
}
"""What can be done too, though a row has no button for it."""
MANY = {APPLIED: (APPROVE, WAITLIST, REFUSE), WAITLISTED: (APPROVE, REFUSE)}
"""What can be done with many at once."""
GIVES_A_PLACE = frozenset({APPROVE, OFFER, ENROL})
EXPIRE_OFFERS, OFFER_NEXT = "expire offers", "offer the next place"
DECIDING_JOBS = frozenset({EXPIRE_OFFERS, OFFER_NEXT})
"""The named jobs that may move an enrolment without a person."""
_NOT_BY_A_PERSON = {EXPIRE_OFFERS: {EXPIRED}, OFFER_NEXT: {OFFERED}}
_BY_A_FAMILY = {ENROLLED, DECLINED, WITHDRAWN}
GROUNDS_ASKED = frozenset({WAITLIST, REFUSE, WITHDRAW, MOVE_UP, EXPIRE})
LEAST_DAYS_AFTER_A_CALL = 3
LONGEST_ANSWER = datetime.timedelta(days=365)


def can(verb: str, state: str) -> bool:
    return verb in CHOICES.get(state, ()) + _BESIDES.get(state, ())


def may_take_to(state: str, *, kind: str, name: str) -> bool:
    """A job does what it is named for; a family answers and withdraws; a coordinator does all."""
    if kind == "link":
        return state in _BY_A_FAMILY
    return kind == "user" or state in _NOT_BY_A_PERSON.get(name, ())


def makes_an_offer(verb: str, *, asks_answer: bool) -> bool:
    """Approving offers where the group asks for an answer, else it enrols."""
    return verb == OFFER or (verb == APPROVE and asks_answer)


def is_due(answer_by: datetime.date, *, delivered: bool, today: datetime.date) -> bool:
    """Whether an offer expires by itself: its last day is over, and that the family has it was recorded."""
    return delivered and answer_by < today

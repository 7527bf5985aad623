"""The verbs of the pages, each with its action, and what a refusal of it leads to."""

from collections.abc import Callable

from participants.actions.answer_offer import accept_offer, decline_offer, expire_offer
from participants.actions.approve import approve, enrol, offer
from participants.actions.grounds import UnknownGround
from participants.actions.move import DecidedMeanwhile, GroundsMissing, MoveNotAllowed
from participants.actions.offers import WrongAnswerDay
from participants.actions.places import GroupFull
from participants.actions.refuse import refuse
from participants.actions.waitlist import waitlist
from participants.actions.withdraw import withdraw
from participants.models import Enrolment

ACTIONS: dict[str, Callable[..., Enrolment]] = {
    "approve": approve,
    "offer": offer,
    "enrol": enrol,
    "waitlist": waitlist,
    "refuse": refuse,
    "accept": accept_offer,
    "decline": decline_offer,
    "withdraw": withdraw,
    "expire": expire_offer,
}
REFUSALS = (
    DecidedMeanwhile,
    MoveNotAllowed,
    GroupFull,
    GroundsMissing,
    UnknownGround,
    WrongAnswerDay,
)
"""What a decision on one of many may be refused with; the others go on."""

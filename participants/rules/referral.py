"""What a partner reads of a referral: whether there is a place, and nothing of what led to it."""

from collections.abc import Collection

from participants.rules.enrolment import (
    APPLIED,
    COMPLETED,
    ENROLLED,
    EXPIRED,
    OFFERED,
    REFUSED,
    WAITLISTED,
)

PLACE, WAITING, NO_PLACE, UNDECIDED, WITHDRAWN = "place", "waiting", "no place", "undecided", "withdrawn"


def status(states: Collection[str]) -> str:
    """Of the states of all wishes. An offer that nobody has answered is not decided yet."""
    known = set(states)
    if known & {ENROLLED, COMPLETED}:
        return PLACE
    if known & {APPLIED, OFFERED}:
        return UNDECIDED
    if WAITLISTED in known:
        return WAITING
    return NO_PLACE if known & {REFUSED, EXPIRED} else WITHDRAWN

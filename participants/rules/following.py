"""What a step of an enrolment sets going."""

from participants.rules.enrolment import ENROLLED, EXPIRED, OFFERED, REFUSED, WAITLISTED, WITHDRAWN

DECIDED = frozenset({WAITLISTED, OFFERED, ENROLLED, REFUSED, WITHDRAWN})
FAMILYS = "link"


def is_decision(from_state: str, to_state: str, actor_kind: str) -> bool:
    """Whether the step is the school's decision: a letter is written, and it may be appealed.

    A family's yes to an offer is none, whoever notes it, and neither is a new rank on the waiting list, nor
    how an enrolment begins.
    """
    if actor_kind == FAMILYS or from_state in ("", to_state):
        return False
    return to_state in DECIDED and (from_state, to_state) != (OFFERED, ENROLLED)


def is_news(from_state: str, to_state: str, actor_kind: str) -> bool:
    """Whether the family does not know it yet."""
    return is_decision(from_state, to_state, actor_kind) or to_state == EXPIRED

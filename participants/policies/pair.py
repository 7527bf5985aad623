"""Who may say whether two people are one."""

from django.core.exceptions import PermissionDenied

from participants.models import PairState, SuspectedPair
from participants.policies.participant import may_manage
from portal.scope.person import Person


def may_decide_pair(user: Person, pair: SuspectedPair) -> bool:
    """A coordinator who knows both by name, while it is not decided: `SuspectedPair.decidable_by`."""
    people = (pair.first, pair.second)
    return (
        pair.state == PairState.OPEN
        and all(person.school_id == pair.school_id for person in people)
        and all(may_manage(user, person) for person in people)
    )


def check_may_decide_pair(user: Person, pair: SuspectedPair) -> None:
    """Raises PermissionDenied where `may_decide_pair` says no."""
    if not may_decide_pair(user, pair):
        raise PermissionDenied

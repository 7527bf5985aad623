"""The moves of an enrolment (design §2) and the numbers of its places."""

from collections.abc import Collection, Iterable, Mapping
from types import MappingProxyType

APPLIED, WAITLISTED, OFFERED, ENROLLED = "applied", "waitlisted", "offered", "enrolled"
REFUSED, DECLINED, EXPIRED = "refused", "declined", "expired"
WITHDRAWN, COMPLETED = "withdrawn", "completed"

MOVES: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        APPLIED: frozenset({WAITLISTED, OFFERED, ENROLLED, REFUSED, WITHDRAWN}),
        WAITLISTED: frozenset({OFFERED, ENROLLED, REFUSED, WITHDRAWN}),
        OFFERED: frozenset({ENROLLED, DECLINED, EXPIRED, WITHDRAWN}),
        ENROLLED: frozenset({COMPLETED, WITHDRAWN}),
    }
)
TAKES_A_PLACE = frozenset({OFFERED, ENROLLED})
ENDED = frozenset({REFUSED, DECLINED, EXPIRED, WITHDRAWN, COMPLETED})
NEEDS_GROUNDS = frozenset({WAITLISTED, REFUSED, WITHDRAWN, EXPIRED})
"""Of whoever has signed in: a family and a job need to give none."""


def may_move(from_state: str, to_state: str) -> bool:
    return to_state in MOVES.get(from_state, frozenset())


def approved_state(*, asks_answer: bool) -> str:
    """Approving enrols at once where the school asks for no answer, else it offers."""
    return OFFERED if asks_answer else ENROLLED


def lowest_free(taken: Collection[int], capacity: int) -> int | None:
    """The lowest number from 1 to `capacity` that nobody has; None where the group is full."""
    return next((number for number in range(1, capacity + 1) if number not in taken), None)


def renumbered(taken: Iterable[int], capacity: int) -> dict[int, int]:
    """Old number → new number for the places above a lowered `capacity`.

    ValueError where more are taken than there would be places.
    """
    numbers = sorted(taken)
    if len(numbers) > capacity:
        raise ValueError(f"{len(numbers)} places are taken, {capacity} would remain")
    free = [number for number in range(1, capacity + 1) if number not in numbers]
    return dict(zip((number for number in numbers if number > capacity), free, strict=False))

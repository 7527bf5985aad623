"""The order of a waiting list, and whose turn it is."""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from participants.rules.criteria import Reason

GAVE_UP, NOT_ALL_FIT, ELSEWHERE = "gave up", "not all fit", "elsewhere"


@dataclass(frozen=True)
class Candidate:
    """Somebody who waits. All on one list have reasons by the same criteria, in the same order.

    `together` are the keys of all siblings who need a place in this group at once, one's own among them.
    """

    key: int
    applied_at: datetime.datetime
    reasons: tuple[Reason, ...] = ()
    moved_up: bool = False
    gave_up: bool = False
    together: frozenset[int] = frozenset()
    needs_elsewhere: bool = False

    @property
    def party(self) -> frozenset[int]:
        return self.together | {self.key}

    @property
    def by_the_criteria(self) -> tuple:
        """Lower comes first: each criterion in its order, the time of application last."""
        return (*(not reason.met for reason in self.reasons), self.applied_at, self.key)


@dataclass(frozen=True)
class Passed:
    """Who would have been next and is not, and why: so many places are needed, so many are free."""

    key: int
    why: str
    needed: int = 0
    free: int = 0


@dataclass
class Turn:
    """Whose turn it is: each of `offers` is one child, or siblings who are placed together."""

    offers: list[tuple[int, ...]] = field(default_factory=list)
    passed: list[Passed] = field(default_factory=list)


def ordered(candidates: Iterable[Candidate]) -> list[Candidate]:
    return sorted(candidates, key=lambda candidate: candidate.by_the_criteria)


def inserted(newcomer: Candidate, waiting: Sequence[Candidate]) -> list[Candidate]:
    """The list with `newcomer` before the first whom the criteria, and no decision, put after it.

    Those who wait keep their order; nobody passes somebody who was moved up without passing, by the criteria,
    somebody who stands before that one.
    """
    for index, other in enumerate(waiting):
        if not other.moved_up and newcomer.by_the_criteria < other.by_the_criteria:
            return [*waiting[:index], newcomer, *waiting[index:]]
    return [*waiting, newcomer]


def moved_before(keys: Sequence[int], key: int, before: int) -> list[int]:
    """The order with `key` right before `before`. ValueError where it would move down, or one is missing."""
    if keys.index(key) <= keys.index(before):
        raise ValueError(f"{key} stands before {before} already")
    rest = [other for other in keys if other != key]
    rest.insert(rest.index(before), key)
    return rest


def turn(waiting: Sequence[Candidate], free: int, *, most: int | None = None) -> Turn:
    """Who is offered `free` places, in the order of the list, and who is passed over on the way.

    No more than `most` offers, where it is given, and then only those passed over before the last of them.
    Never somebody who has given up a place in this group; siblings only where all of them fit.
    """
    found, gave_up = Turn(), {one.key for one in waiting if one.gave_up}
    seen: set[int] = set()
    for candidate in waiting:
        if free <= 0 or len(found.offers) == most:
            break
        if candidate.key in seen:
            continue
        seen |= candidate.party
        passed = _passed(candidate, free, gave_up)
        if passed:
            found.passed.append(passed)
        else:
            found.offers.append((candidate.key, *sorted(candidate.party - {candidate.key})))
            free -= len(candidate.party)
    return found


def _passed(candidate: Candidate, free: int, gave_up: set[int]) -> Passed | None:
    needed = len(candidate.party)
    if candidate.party & gave_up:
        return Passed(candidate.key, GAVE_UP)
    if candidate.needs_elsewhere:
        return Passed(candidate.key, ELSEWHERE)
    return Passed(candidate.key, NOT_ALL_FIT, needed, free) if needed > free else None

"""The rows of a group's page: an enrolment, why it stands where it does, and what can be done with it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from django.utils.functional import Promise

from participants.models import Enrolment
from participants.rules.decisions import CHOICES, MOVE_UP
from participants.rules.waiting_list import Candidate, Turn, ordered, turn
from participants.views.reasons import marks, passed_over, sentence
from participants.views.words import button


@dataclass
class Line:
    """An enrolment in a list, with the decisions that are open to the reader."""

    enrolment: Enrolment
    buttons: list[tuple[str, str | Promise]] = field(default_factory=list)
    can_be_chosen: bool = False
    why: str = ""
    marks: list[str] = field(default_factory=list)
    passed: str = ""

    @property
    def key(self) -> int:
        return self.enrolment.pk


@dataclass
class Next:
    """Whose turn it is. `lines` are one child, or siblings who are offered a place at once."""

    lines: list[Line]
    passed: list[Line]

    @property
    def may_be_offered(self) -> bool:
        return bool(self.lines) and all(line.can_be_chosen for line in self.lines)


def line(enrolment: Enrolment, *, may_change: bool) -> Line:
    open_to_reader = may_change and enrolment.shows_name
    verbs = CHOICES.get(enrolment.state, ()) if open_to_reader else ()
    return Line(
        enrolment,
        [(verb, button(verb, enrolment.state)) for verb in verbs],
        can_be_chosen=open_to_reader,
    )


def in_order(lines: Iterable[Line], candidates: Mapping[int, Candidate]) -> list[Line]:
    """New applications as the criteria would order them."""
    rank = {one.key: place for place, one in enumerate(ordered(candidates.values()))}
    return sorted(lines, key=lambda one: rank[one.key])


def explain(lines: Iterable[Line], candidates: Mapping[int, Candidate]) -> None:
    """Say of each what the criteria say of it, where the reader may know the name."""
    for one in lines:
        candidate = candidates[one.key]
        if one.enrolment.shows_name:
            one.why = sentence(candidate)
            one.marks = marks(candidate)


def first_has_no_move_up(waiting: list[Line]) -> None:
    for one in waiting[:1]:
        one.buttons = [(verb, label) for verb, label in one.buttons if verb != MOVE_UP]


def next_of(waiting: list[Line], new: list[Line], candidates: Mapping[int, Candidate], free: int) -> Next:
    """Who is made ready for one tap, and who was passed over before, with the reason."""
    found: Turn = turn([candidates[one.key] for one in waiting], free, most=1)
    by_key = {one.key: one for one in [*waiting, *new]}
    for passed in found.passed:
        by_key[passed.key].passed = passed_over(passed)
    first = found.offers[0] if found.offers else ()
    return Next(
        lines=[by_key[key] for key in first],
        passed=[by_key[passed.key] for passed in found.passed],
    )

"""Giving a place: as the group has it, or offered, or at once."""

import datetime

from participants.actions.move import NextState, move
from participants.models import Enrolment, EnrolmentState
from participants.rules.enrolment import approved_state
from portal.audit.actor import Actor


def approve(
    *,
    actor: Actor,
    enrolment_id: int,
    based_on: str,
    grounds: str = "",
    ground: str = "",
    answer_by: datetime.date | None = None,
) -> Enrolment:
    """Enrol at once where the group asks for no answer, else offer. Raises what `move` does."""
    return move(
        actor=actor,
        enrolment_id=enrolment_id,
        based_on=based_on,
        grounds=grounds,
        ground=ground,
        answer_by=answer_by,
        next_state=lambda enrolment: approved_state(asks_answer=enrolment.group.asks_answer),
    )


def offer(
    *,
    actor: Actor,
    enrolment_id: int,
    based_on: str,
    grounds: str = "",
    ground: str = "",
    answer_by: datetime.date | None = None,
) -> Enrolment:
    """Keep a place free until the family has answered. Raises what `move` does."""
    return move(
        actor=actor,
        enrolment_id=enrolment_id,
        based_on=based_on,
        grounds=grounds,
        ground=ground,
        answer_by=answer_by,
        next_state=_to(EnrolmentState.OFFERED),
    )


def enrol(
    *, actor: Actor, enrolment_id: int, based_on: str, grounds: str = "", ground: str = ""
) -> Enrolment:
    """Enrol at once, without asking the family again. Raises what `move` does."""
    return move(
        actor=actor,
        enrolment_id=enrolment_id,
        based_on=based_on,
        grounds=grounds,
        ground=ground,
        next_state=_to(EnrolmentState.ENROLLED),
    )


def _to(state: str) -> NextState:
    return lambda enrolment: state

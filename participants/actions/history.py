"""A step of an enrolment, written down: who, when, why."""

from participants.models import Enrolment, EnrolmentMove, EnrolmentState, Ground
from portal.audit.actor import Actor
from portal.audit.log import record


def first_step(actor: Actor, enrolment: Enrolment) -> EnrolmentMove:
    """How an enrolment begins, to be stored: somebody applied."""
    return EnrolmentMove(
        school_id=enrolment.school_id,
        enrolment=enrolment,
        to_state=EnrolmentState.APPLIED,
        actor_kind=actor.kind,
        decided_by=actor.user,
    )


def note_step(
    *, actor: Actor, enrolment: Enrolment, from_state: str, grounds: str, ground: Ground | None = None
) -> EnrolmentMove:
    step = EnrolmentMove.objects.create(
        school_id=enrolment.school_id,
        enrolment=enrolment,
        from_state=from_state,
        to_state=enrolment.state,
        actor_kind=actor.kind,
        decided_by=actor.user,
        ground=ground,
        grounds=grounds,
    )
    record(
        actor,
        "decide on place",
        enrolment,
        school=enrolment.school_id,
        from_state=from_state,
        to_state=str(enrolment.state),
        group=enrolment.group_id,
    )
    return step

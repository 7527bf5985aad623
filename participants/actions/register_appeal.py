"""An appeal comes in: through the family's link, or noted by a coordinator."""

import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction

from participants.actions.tell_staff import tell_coordinators
from participants.models import Appeal, Enrolment, EnrolmentMove, NoticeKind
from participants.policies.letter import may_register_appeal
from portal.audit.actor import LINK, Actor
from portal.audit.log import record


class NotADecision(Exception):
    """Only the school's own decisions are appealed."""


class AppealedAlready(Exception):
    """An appeal of this decision waits for its answer."""


@transaction.atomic
def register_appeal(*, actor: Actor, move_id: int, received_on: datetime.date, text: str) -> Appeal:
    """The same words sent again are the same appeal.

    Raises EnrolmentMove.DoesNotExist outside the actor's scope, PermissionDenied, NotADecision and
    AppealedAlready.
    """
    moves = EnrolmentMove.objects.everything(why="judged below by the enrolment that it belongs to")
    move = moves.get(pk=move_id)
    enrolment = _enrolment(actor, move)
    if not move.is_decision:
        raise NotADecision
    text = text.strip()
    waiting = Appeal.objects.everything(why="of this decision").open().filter(move=move).first()
    if waiting and waiting.text == text:
        return waiting
    if waiting:
        raise AppealedAlready
    appeal = Appeal.objects.create(
        school_id=enrolment.school_id,
        enrolment=enrolment,
        move=move,
        received_on=received_on,
        text=text,
        registered_by=actor.user,
    )
    record(actor, "register appeal", appeal, school=enrolment.school_id, decision=move.pk)
    if actor.kind == LINK:
        tell_coordinators(actor=actor, school=enrolment.school, kind=NoticeKind.APPEAL)
    return appeal


def _enrolment(actor: Actor, move: EnrolmentMove) -> Enrolment:
    """Locked, so that two who send at once make one appeal."""
    try:
        enrolment = Enrolment.objects.within_reach_of(actor).locked().get(pk=move.enrolment_id)
    except Enrolment.DoesNotExist:
        raise EnrolmentMove.DoesNotExist from None
    if actor.kind != LINK and not may_register_appeal(actor.person, enrolment):
        raise PermissionDenied
    return enrolment

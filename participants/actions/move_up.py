from django.db import transaction
from django.utils.translation import gettext as _

from participants.actions.follow_up import follow_up
from participants.actions.history import note_step
from participants.actions.move import DecidedMeanwhile, GroundsMissing, locked
from participants.actions.ranks import number
from participants.models import Enrolment, EnrolmentState
from participants.policies.enrolment import check_may_decide
from participants.rules.waiting_list import moved_before
from participants.waiting import waiting_in
from portal.audit.actor import Actor
from portal.audit.log import record


@transaction.atomic
def move_up(*, actor: Actor, enrolment_id: int, before: int, grounds: str) -> Enrolment:
    """Put somebody who waits right before the enrolment `before` of the same list, with a reason.

    Whoever stands before it already stays. Raises Enrolment.DoesNotExist outside the actor's scope,
    PermissionDenied, RunClosed, GroundsMissing, and DecidedMeanwhile where one of the two waits no more.
    """
    enrolment, grounds = locked(actor=actor, enrolment_id=enrolment_id), grounds.strip()
    check_may_decide(actor, enrolment)
    if not grounds:
        raise GroundsMissing(_("Write why: whoever stands behind may ask."))
    rows = list(waiting_in(enrolment.group))
    keys = [row.pk for row in rows]
    if enrolment.pk not in keys or before not in keys:
        raise DecidedMeanwhile(_("This has been decided in the meantime."))
    if keys.index(enrolment.pk) <= keys.index(before):
        return enrolment
    number(rows, moved_before(keys, enrolment.pk, before))
    enrolment.refresh_from_db(fields=["waiting_rank"])
    enrolment.moved_up = True
    enrolment.save(update_fields=["moved_up"])
    record(actor, "move up", enrolment, school=enrolment.school_id, rank=enrolment.waiting_rank)
    step = note_step(actor=actor, enrolment=enrolment, from_state=EnrolmentState.WAITLISTED, grounds=grounds)
    follow_up(actor=actor, move=step)
    return enrolment

"""Somebody has looked at both values and says which holds."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from participants.actions.store_roll import store_roll
from participants.models import RollConflict
from participants.policies.roll_call import check_loggable
from participants.roll import NOTE, read_roll
from participants.rules.roll_entry import LONGEST_NOTE
from portal.audit.actor import Actor
from portal.audit.log import record
from programmes.models import Session
from programmes.policies.run import check_open


class CannotTake(Exception):
    """What arrived cannot be stored any more; the message says why."""


@transaction.atomic
def settle_conflict(*, actor: Actor, conflict_id: int, take: bool) -> RollConflict:
    """Keep what is stored, or `take` what arrived; of a note both stay. The row says by whom and when.

    Settled again it stays as it was. Raises RollConflict.DoesNotExist outside the actor's scope, RunClosed,
    NotLoggable and CannotTake.
    """
    user = actor.signed_in
    conflicts = RollConflict.objects.visible_to(user)
    session_id = conflicts.get(pk=conflict_id).session_id
    session = Session.objects.visible_to(user).locked().get(pk=session_id)
    conflict = conflicts.select_related("sent_by").get(pk=conflict_id)
    check_open(session.group.run)
    if conflict.settled_at:
        return conflict
    if take:
        _take(actor, session, conflict)
    conflict.settled_at, conflict.settled_by = timezone.now(), user
    conflict.save(update_fields=["settled_at", "settled_by"])
    record(actor, "settle conflict", session, school=session.school_id, field=conflict.field, taken=take)
    return conflict


def _take(actor: Actor, session: Session, conflict: RollConflict) -> None:
    check_loggable(session)
    # One's preparation is one's own: it is read and written as the sender's.
    roll = read_roll(session, conflict.sent_by if conflict.is_preparation else actor.signed_in)
    if conflict.key not in roll.shown():
        raise CannotTake(_("This is not on the roll any more, so it cannot be taken."))
    value = _both(session.note, conflict.arrived) if conflict.field == NOTE else conflict.arrived
    if roll.stored.get(conflict.key) != value:
        values = {conflict.key: value}
        store_roll(actor=actor, roll=roll, values=values, prepared_by=conflict.sent_by)


def _both(stored: str, arrived: str) -> str:
    both = "\n".join(text for text in (stored, arrived) if text)
    if len(both) > LONGEST_NOTE:
        raise CannotTake(_("Both notes together are too long. Shorten the one that is saved, then add this."))
    return both

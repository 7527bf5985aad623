"""Saving a roll call: marks, note, who was there, and one's own preparation, in one step."""

from collections.abc import Mapping
from uuid import UUID

from django.db import transaction

from participants.actions.roll_entries import is_counted, note_entry
from participants.actions.store_roll import store_roll
from participants.policies.roll_call import check_loggable
from participants.roll import read_roll
from participants.rules.roll_call import Conflict, merge
from portal.audit.actor import Actor
from programmes.models import Session
from programmes.policies.run import check_open


@transaction.atomic
def save_roll_call(
    *,
    actor: Actor,
    session_id: int,
    shown: Mapping[str, str],
    submitted: Mapping[str, str],
    entry: UUID | None = None,
) -> dict[str, Conflict]:
    """Store what was sent from a page that showed `shown`; saving the same again changes nothing.

    Returns what two people gave differently; of that, what was stored stays.

    Values: `mark-<participant>`, `adult-<user>` ("yes" or empty), `partner` (people), `preparation`
    (minutes of the actor) and `note`. Keys that are not on the roll are ignored. `entry` is what a phone
    calls this saving, so that it counts once when the phone sends it from its queue as well. Raises
    Session.DoesNotExist outside the actor's scope, RunClosed and NotLoggable.
    """
    user = actor.signed_in
    session = Session.objects.visible_to(user).locked().get(pk=session_id)
    check_open(session.group.run)
    check_loggable(session)
    if entry and is_counted(entry, user):
        return {}
    roll = read_roll(session, user)
    known = roll.shown()
    outcome = merge(
        shown=shown,
        submitted={key: value for key, value in submitted.items() if key in known},
        stored=roll.stored,
    )
    if outcome.store or not roll.is_logged:
        store_roll(actor=actor, roll=roll, values=outcome.store)
    if entry and not outcome.conflicts:
        note_entry(entry, session=session, user=user)
    return outcome.conflicts

"""What a phone has kept while it had no network arrives: each entry counts once, whatever the network did."""

from collections import Counter
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction

from participants.actions.keep_roll_conflicts import keep_roll_conflicts
from participants.actions.roll_entries import counted, note_entry
from participants.actions.store_roll import store_roll
from participants.models import RollEntry
from participants.policies.roll_call import NotLoggable, check_loggable
from participants.roll import Roll, read_roll
from participants.rules.roll_call import Values, merge
from participants.rules.roll_entry import Answer, Why, is_given, is_valid
from portal.accounts.models import User
from portal.audit.actor import Actor
from programmes.models import Session, SessionState
from programmes.policies.run import RunClosed, check_open


@dataclass(frozen=True)
class Entry:
    """`shown` is what the page had shown when the values were given: the version that they are based on."""

    id: UUID
    session_id: int
    shown: Values
    values: Values


@transaction.atomic
def receive_roll_entry(*, actor: Actor, entry: Entry) -> Answer:
    """Merge an entry with what is stored by now, as `save_roll_call` does; but nobody is asked.

    Where somebody else said something different in between, what was stored stays, and what arrived is kept
    as a RollConflict. What cannot be saved is answered with the reason. The same entry again changes nothing
    and gets the same answer.
    """
    user = actor.signed_in
    if known := _answered(entry, user):
        return known
    session = Session.objects.visible_to(user).locked().filter(pk=entry.session_id).first()
    if not session:
        return Answer.refused(Why.GONE, len(entry.values))
    if known := _answered(entry, user):
        return known
    if obstacle := _obstacle(session):
        return Answer.refused(obstacle, len(entry.values))
    answer = _merged(actor, read_roll(session, user), entry)
    note_entry(entry.id, session=session, user=user, answer=answer.as_json())
    return answer


def _answered(entry: Entry, user: User) -> Answer | None:
    """What was answered when it came for the first time; somebody else's entry is nobody's."""
    row = counted(entry.id, user)
    if row:
        return Answer(**row.answer) if row.answer else Answer(saved=True)
    why = "only says whether the number is taken"
    taken = RollEntry.objects.everything(why=why).filter(entry=entry.id).exists()
    return Answer.refused(Why.UNREADABLE, len(entry.values)) if taken else None


def _obstacle(session: Session) -> Why | None:
    try:
        check_open(session.group.run)
        check_loggable(session)
    except RunClosed:
        return Why.CLOSED
    except NotLoggable:
        return Why.CANCELLED if session.state == SessionState.CANCELLED else Why.NOT_YET
    return None


def _merged(actor: Actor, roll: Roll, entry: Entry) -> Answer:
    known, unsaved = roll.shown(), Counter[str]()
    taken: dict[str, str] = {}
    for key, value in entry.values.items():
        if key not in known:
            given = is_given(key, values=entry.values, shown=entry.shown, logged=roll.is_logged)
            unsaved[Why.NOT_ON_ROLL] += given
        elif not is_valid(key, value):
            unsaved[Why.INVALID] += 1
        else:
            taken[key] = value
    outcome = merge(shown=entry.shown, submitted=taken, stored=roll.stored)
    if taken and (outcome.store or not roll.is_logged):
        store_roll(actor=actor, roll=roll, values=outcome.store)
    kept = keep_roll_conflicts(
        roll=roll, user=actor.signed_in, shown=entry.shown, values=taken, conflicts=outcome.conflicts
    )
    return Answer(saved=True, conflicts=kept, unsaved={str(why): n for why, n in unsaved.items() if n})

"""Saving a roll call: marks, note, who was there, and one's own preparation, in one step."""

from collections.abc import Mapping

from django.db import transaction
from django.utils import timezone

from participants.actions.session_hours import replace_hours
from participants.models import Attendance
from participants.policies.roll_call import check_loggable
from participants.roll import NOTE, Roll, mark_key, read_roll
from participants.rules.roll_call import Conflict, Merge, merge
from portal.accounts.models import User
from portal.audit.actor import Actor
from portal.audit.log import record
from programmes.models import Session, SessionState
from programmes.policies.run import check_open


@transaction.atomic
def save_roll_call(
    *, actor: Actor, session_id: int, shown: Mapping[str, str], submitted: Mapping[str, str]
) -> dict[str, Conflict]:
    """Store what was sent from a page that showed `shown`; saving the same again changes nothing.

    Returns what two people gave differently; of that, what was stored stays.

    Values: `mark-<participant>`, `adult-<user>` ("yes" or empty), `partner` (people), `preparation`
    (minutes of the actor) and `note`. Keys that are not on the roll are ignored. Raises Session.DoesNotExist
    outside the actor's scope, RunClosed and NotLoggable.
    """
    user = actor.signed_in
    session = Session.objects.visible_to(user).locked().get(pk=session_id)
    check_open(session.group.run)
    check_loggable(session)
    roll = read_roll(session, user)
    known = roll.shown()
    outcome = merge(
        shown=shown,
        submitted={key: value for key, value in submitted.items() if key in known},
        stored=roll.stored,
    )
    if outcome.store or not roll.is_logged:
        _store(actor, roll, outcome)
    return outcome.conflicts


def _store(actor: Actor, roll: Roll, outcome: Merge) -> None:
    session, user, now = roll.session, actor.signed_in, timezone.now()
    marks = _marks(roll, outcome, user)
    Attendance.objects.bulk_create(
        marks,
        update_conflicts=True,
        unique_fields=["session", "participant"],
        update_fields=["mark", "marked_at", "marked_by"],
    )
    replace_hours(roll=roll, values=outcome.store, user=user)
    session.note = outcome.store.get(NOTE, session.note)
    session.state = SessionState.HELD
    session.logged_at, session.logged_by = now, user
    session.save(update_fields=["note", "state", "logged_at", "logged_by"])
    record(actor, "save roll call", session, school=session.school_id, marks=len(marks))


def _marks(roll: Roll, outcome: Merge, user: User) -> list[Attendance]:
    now = timezone.now()
    return [
        Attendance(
            school_id=roll.session.school_id,
            session_id=roll.session.pk,
            participant_id=child.pk,
            mark=outcome.store[mark_key(child.pk)],
            marked_at=now,
            marked_by_id=user.pk,
        )
        for child in roll.children
        if mark_key(child.pk) in outcome.store
    ]

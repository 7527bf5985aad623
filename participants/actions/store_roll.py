"""Writing the values of a roll, however they came: marks and corrections, hours, note, and who saved."""

from collections.abc import Mapping

from django.utils import timezone

from participants.actions.session_hours import replace_hours
from participants.models import Attendance, MarkChange
from participants.roll import NOTE, Roll, mark_key
from portal.accounts.models import User
from portal.audit.actor import Actor
from portal.audit.log import record
from programmes.models import SessionState

Values = Mapping[str, str]


def store_roll(*, actor: Actor, roll: Roll, values: Values, prepared_by: User | None = None) -> None:
    """Call it with the session locked. `values` are those that change; the preparation is that of the actor
    unless somebody else, `prepared_by`, has said it."""
    session, user, now = roll.session, actor.signed_in, timezone.now()
    marks = _marks(roll, values, user)
    Attendance.objects.bulk_create(
        marks,
        update_conflicts=True,
        unique_fields=["session", "participant"],
        update_fields=["mark", "marked_at", "marked_by"],
    )
    corrected = _corrections(roll, marks)
    if corrected:
        MarkChange.objects.bulk_create(corrected)
    replace_hours(roll=roll, values=values, user=prepared_by or user)
    session.note = values.get(NOTE, session.note)
    session.state = SessionState.HELD
    session.logged_at, session.logged_by = now, user
    session.save(update_fields=["note", "state", "logged_at", "logged_by"])
    record(
        actor,
        "save roll call",
        session,
        school=session.school_id,
        marks=len(marks),
        **({"corrected": len(corrected)} if corrected else {}),
    )


def _marks(roll: Roll, values: Values, user: User) -> list[Attendance]:
    now = timezone.now()
    return [
        Attendance(
            school_id=roll.session.school_id,
            session_id=roll.session.pk,
            participant_id=child.pk,
            mark=values[mark_key(child.pk)],
            marked_at=now,
            marked_by_id=user.pk,
        )
        for child in roll.children
        if mark_key(child.pk) in values
    ]


def _corrections(roll: Roll, marks: list[Attendance]) -> list[MarkChange]:
    """Of the marks that were stored as something else before."""
    return [
        MarkChange(
            school_id=one.school_id,
            session_id=one.session_id,
            participant_id=one.participant_id,
            before=before,
            after=one.mark,
            changed_at=one.marked_at,
            changed_by_id=one.marked_by_id,
        )
        for one in marks
        if (before := roll.stored.get(mark_key(one.participant_id), one.mark)) != one.mark
    ]

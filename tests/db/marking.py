"""Held sessions with their marks, as a roll call leaves them."""

from collections.abc import Mapping

from django.utils import timezone

from participants.models import Attendance, Participant, RollConflict
from portal.accounts.models import User
from programmes.models import Group, Session
from tests.db import people


def held(
    of: Group, days: int, marks: Mapping[Participant, str], by: User, *, hour: int = 13, **fields
) -> Session:
    """A session `days` from today that was logged with `marks`."""
    session = people.session(of, days, hour=hour, state="held", logged_at=timezone.now(), **fields)
    Attendance.objects.bulk_create(
        Attendance(
            school=of.school,
            session=session,
            participant=child,
            mark=mark,
            marked_at=timezone.now(),
            marked_by=by,
        )
        for child, mark in marks.items()
    )
    return session


def conflict(session: Session, child: Participant | None, sent_by: User) -> RollConflict:
    """What came late from a phone and differs: a mark, or the note where there is no child."""
    return RollConflict.objects.create(
        school=session.school,
        session=session,
        participant=child,
        field="mark" if child else "note",
        stored="present",
        arrived="excused",
        arrived_at=timezone.now(),
        sent_by=sent_by,
    )

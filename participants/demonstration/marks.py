"""Marks at every session held."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from random import Random

from participants.models import Attendance, Enrolment, Mark, Participant
from programmes.models import ProgrammeRun, Session, SessionState

WHY = "the demonstration is loaded into an empty portal"
MARKS = (Mark.PRESENT, Mark.LATE, Mark.EXCUSED, Mark.UNEXCUSED)
SHARES = (85, 4, 8, 3)
"""Of a hundred marks."""


def mark(run: ProgrammeRun, *, never_came: Collection[int] = ()) -> None:
    """Mark whoever is enrolled in `run` at its held sessions; all came at least once, save `never_came`."""
    held: dict[int, list[Session]] = defaultdict(list)
    sessions = Session.objects.everything(why=WHY).filter(group__run=run, state=SessionState.HELD)
    for session in sessions.order_by("starts_at"):
        held[session.group_id].append(session)
    enrolments = Enrolment.objects.everything(why=WHY).filter(group__run=run, enrolled_on__isnull=False)
    rows: list[Attendance] = []
    for one in enrolments.select_related("participant", "group").order_by("pk"):
        came = one.participant_id not in never_came
        rows += _row(one, held[one.group_id], _marks(one, len(held[one.group_id]), came))
    Attendance.objects.bulk_create(rows, batch_size=500)


def _marks(one: Enrolment, count: int, came: bool) -> list[Mark]:
    person: Participant = one.participant
    if not came:
        return [Mark.UNEXCUSED] * count
    chance = Random(f"{person.given_name} {person.family_name} {one.group.name} {count}")
    marks = chance.choices(MARKS, SHARES, k=count)
    if not {Mark.PRESENT, Mark.LATE} & set(marks):
        marks[:1] = [Mark.PRESENT]
    return marks


def _row(one: Enrolment, sessions: Iterable[Session], marks: Iterable[Mark]) -> list[Attendance]:
    return [_attendance(one, session, given) for session, given in zip(sessions, marks, strict=True)]


def _attendance(one: Enrolment, session: Session, given: Mark) -> Attendance:
    assert session.logged_at and session.logged_by_id, "a held session has been logged"
    return Attendance(
        school_id=one.school_id,
        session=session,
        participant=one.participant,
        mark=given,
        marked_at=session.logged_at,
        marked_by_id=session.logged_by_id,
    )

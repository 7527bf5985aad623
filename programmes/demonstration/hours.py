"""Work hours that follow from the sessions held, and those beside them."""

import datetime
from collections.abc import Iterable, Mapping, Sequence
from random import Random

from portal.accounts.models import CultureSchool, User
from programmes.models import Employer, ProgrammeRun, Session, SessionState, WorkHours, WorkKind


def session_hours(
    sessions: Iterable[Session], *, teachers: Sequence[User], partner_staff: int, run: ProgrammeRun
) -> list[WorkHours]:
    """Teaching of each adult who was there, a teacher's preparation, and the partner's staff."""
    rows: list[WorkHours] = []
    for session in sessions:
        if session.state != SessionState.HELD:
            continue
        chance = Random(f"hours of {session.group.name} {session.starts_at:%Y-%m-%d}")
        there = _there(teachers, chance)
        rows += [_of(session, run, user, WorkKind.TEACHING, session.minutes) for user in there]
        rows.append(_of(session, run, there[0], WorkKind.PREPARATION, chance.choice((15, 30, 30, 45))))
        if partner_staff:
            rows.append(_partner(session, run, max(1, partner_staff - (chance.random() < 0.15))))
    return rows


def _there(teachers: Sequence[User], chance: Random) -> Sequence[User]:
    """All of the group's teachers; of several, now and then one is away."""
    if len(teachers) > 1 and chance.random() < 0.1:
        return teachers[:-1]
    return teachers


def _of(session: Session, run: ProgrammeRun, user: User, kind: WorkKind, minutes: int) -> WorkHours:
    return WorkHours(
        school_id=session.school_id,
        run=run,
        group=session.group,
        session=session,
        employer=Employer.SCHOOL,
        user=user,
        kind=kind,
        minutes=minutes,
        on=session.starts_at.date(),
    )


def _partner(session: Session, run: ProgrammeRun, people: int) -> WorkHours:
    return WorkHours(
        school_id=session.school_id,
        run=run,
        group=session.group,
        session=session,
        employer=Employer.PARTNER,
        kind=WorkKind.TEACHING,
        people=people,
        minutes=session.minutes,
        on=session.starts_at.date(),
    )


def other_hours(
    run: ProgrammeRun,
    *,
    coordinators: Mapping[CultureSchool, User],
    teachers: Mapping[CultureSchool, set[User]],
    today: datetime.date,
) -> list[WorkHours]:
    """Three hours of training for each teacher, once; one to two hours of coordination a month and school."""
    training = _on_or_after(run.starts_on, 17)
    rows = [
        _beside(run, school, user, WorkKind.TRAINING, 180, training)
        for school, people in teachers.items()
        for user in sorted(people, key=lambda person: person.email)
    ]
    for place, (school, user) in enumerate(coordinators.items()):
        for month in range(3):
            day = _on_or_after(run.starts_on, 3 + 30 * month)
            rows.append(
                _beside(run, school, user, WorkKind.COORDINATION, 60 + 15 * ((place + month) % 5), day)
            )
    return [row for row in rows if row.on < today]


def _on_or_after(start: datetime.date, days: int) -> datetime.date:
    """A weekday about `days` after `start`."""
    day = start + datetime.timedelta(days=days)
    return day + datetime.timedelta(days=max(0, 7 - day.weekday()) if day.weekday() > 4 else 0)


def _beside(
    run: ProgrammeRun, school: CultureSchool, user: User, kind: WorkKind, minutes: int, day: datetime.date
) -> WorkHours:
    return WorkHours(
        school=school, run=run, employer=Employer.SCHOOL, user=user, kind=kind, minutes=minutes, on=day
    )

"""The work hours that follow from a roll call."""

from collections.abc import Mapping

from django.db.models import Q
from django.utils import timezone

from participants.roll import PARTNER, PREPARATION, Roll, adult_key
from portal.accounts.models import User
from programmes.models import Employer, WorkHours, WorkKind


def replace_hours(*, roll: Roll, values: Mapping[str, str], user: User) -> None:
    """Write the hours that `values` speak of in place of what was stored of them.

    Teaching is the session's length for each adult who was there, own or the partner's; preparation is that
    of `user` alone.
    """
    adults = {adult.pk: values[adult_key(adult.pk)] for adult in roll.adults if adult_key(adult.pk) in values}
    touched = Q(kind=WorkKind.TEACHING, user__in=adults)
    rows = [_own(roll, pk, WorkKind.TEACHING, roll.session.minutes) for pk, there in adults.items() if there]
    if PREPARATION in values:
        touched |= Q(kind=WorkKind.PREPARATION, user=user)
        rows += [
            _own(roll, user.pk, WorkKind.PREPARATION, minutes) for minutes in _positive(values[PREPARATION])
        ]
    if PARTNER in values:
        touched |= Q(employer=Employer.PARTNER)
        rows += [_partner(roll, people) for people in _positive(values[PARTNER])]
    if roll.is_logged:
        hours = WorkHours.objects.everything(why="of a session that the action has locked")
        hours.filter(touched, session=roll.session).delete()
    WorkHours.objects.bulk_create(rows)


def _positive(value: str) -> list[int]:
    return [number] if (number := int(value)) > 0 else []


def _own(roll: Roll, user_id: int, kind: WorkKind, minutes: int) -> WorkHours:
    return _hours(roll, employer=Employer.SCHOOL, user_id=user_id, kind=kind, minutes=minutes)


def _partner(roll: Roll, people: int) -> WorkHours:
    minutes = roll.session.minutes
    return _hours(roll, employer=Employer.PARTNER, people=people, kind=WorkKind.TEACHING, minutes=minutes)


def _hours(roll: Roll, **fields: object) -> WorkHours:
    session = roll.session
    return WorkHours(
        school_id=session.school_id,
        run_id=session.group.run_id,
        group_id=session.group_id,
        session_id=session.pk,
        on=timezone.localdate(session.starts_at),
        **fields,
    )

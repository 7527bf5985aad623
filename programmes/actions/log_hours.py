"""One's own work beside sessions: a row for each day, run, group and kind, so that twice is once."""

import datetime
from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from portal.accounts.models import User
from portal.audit.actor import Actor
from portal.audit.log import record
from portal.audit.versions import check_version
from programmes.models import Employer, Group, ProgrammeRun, RunSchool, WorkHours, WorkKind
from programmes.policies.run import check_open
from programmes.policies.work import may_change_hours
from programmes.querysets.work import WorkHoursQuerySet
from programmes.rules.quarters import DAY
from programmes.rules.working_days import WrongDay, check_working_day

BESIDE = (WorkKind.PREPARATION, WorkKind.COORDINATION, WorkKind.TRAINING)
"""Teaching follows from a roll call."""
_WHY = "the actor's own hours"


@dataclass(frozen=True)
class Work:
    """`group_id` where it was for one group; of the school's groups in that run."""

    school_id: int
    run_id: int
    kind: WorkKind
    on: datetime.date
    minutes: int
    group_id: int | None = None


class HoursRefused(Exception):
    """Nothing was logged; the message says why."""


class LoggedOtherwise(HoursRefused):
    """Other hours of that kind stand on the day already, as `row`; the message says which."""

    def __init__(self, message: str, row: WorkHours) -> None:
        super().__init__(message)
        self.row = row


@transaction.atomic
def log_hours(*, actor: Actor, work: Work) -> WorkHours:
    """The same again changes nothing. Raises DoesNotExist for a run or group that is not the actor's.

    Raises RunClosed, HoursRefused for a day on which it cannot have been, and LoggedOtherwise.
    """
    user = actor.signed_in
    run = _run(user, work)
    key = {"school_id": work.school_id, "run": run, "group": _group(user, work), "on": work.on}
    _check_day(run, work.on)
    own = _own(user)
    stored = own.filter(**key, kind=work.kind).first()
    if stored is None:
        _check_length(user, work.on, work.minutes)
        made = {"employer": Employer.SCHOOL, "minutes": work.minutes}
        stored, is_new = own.get_or_create(**key, kind=work.kind, user=user, defaults=made)
        if is_new:
            noted = {"kind": str(work.kind), "minutes": work.minutes}
            record(actor, "log hours", stored, school=work.school_id, **noted)
    return _same(stored, work.minutes)


@transaction.atomic
def change_hours(*, actor: Actor, hours_id: int, minutes: int, based_on: str) -> WorkHours | None:
    """0 removes them. `based_on` are the minutes that the person saw.

    Raises WorkHours.DoesNotExist, PermissionDenied for another's, RunClosed, HoursRefused, ChangedMeanwhile.
    """
    user = actor.signed_in
    rows = WorkHours.objects.visible_to(user).select_related("run").select_for_update(of=("self",))
    row = rows.get(pk=hours_id)
    check_open(row.run)
    if not may_change_hours(user, row):
        raise PermissionDenied
    if row.minutes == minutes:
        return row
    check_version(based_on, str(row.minutes))
    before, row.minutes = row.minutes, minutes
    noted = {"kind": row.kind, "before": before, "minutes": minutes}
    record(actor, "change hours" if minutes else "remove hours", row, school=row.school_id, **noted)
    if not minutes:
        row.delete()
        return None
    _check_length(user, row.on, minutes - before)
    row.save(update_fields=["minutes"])
    return row


def _run(user: User, work: Work) -> ProgrammeRun:
    parts = RunSchool.objects.everything(why="parts of the schools that the actor works at")
    part = parts.worked_at_by(user).select_related("run").get(run=work.run_id, school=work.school_id)
    check_open(part.run)
    return part.run


def _group(user: User, work: Work) -> Group | None:
    if work.group_id is None:
        return None
    groups = Group.objects.visible_to(user).filter(run=work.run_id, school=work.school_id)
    return groups.get(pk=work.group_id)


def _check_day(run: ProgrammeRun, on: datetime.date) -> None:
    try:
        check_working_day(on, today=timezone.localdate(), starts_on=run.starts_on)
    except WrongDay as wrong:
        too_late = _("This day has not come yet: hours are logged once they have been worked.")
        too_early = _("This day lies more than a year before %(run)s begins.") % {"run": run}
        raise HoursRefused(too_late if wrong.is_ahead else too_early) from None


def _own(user: User) -> WorkHoursQuerySet:
    return WorkHours.objects.everything(why=_WHY).beside_sessions().filter(user=user)


def _same(stored: WorkHours, minutes: int) -> WorkHours:
    if stored.minutes != minutes:
        message = _("On this day other hours of this kind stand here already. Change those to the new total.")
        raise LoggedOtherwise(message, stored)
    return stored


def _check_length(user: User, on: datetime.date, more: int) -> None:
    rows = WorkHours.objects.everything(why=_WHY).filter(user=user, on=on)
    if sum(rows.values_list("minutes", flat=True)) + more > DAY:
        raise HoursRefused(_("With what stands on this day already it would be more than 24 hours."))

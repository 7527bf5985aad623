"""Anonymous figures of a run: heads at something open, and from how many countries its people come."""

import datetime
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from portal.audit.actor import Actor
from portal.audit.log import record
from portal.audit.versions import check_version
from programmes.models import HeadCount, HeadCountKind, ProgrammeRun, RunSchool
from programmes.policies.run import check_open
from programmes.policies.work import check_may_set_countries
from programmes.querysets.work import HeadCountQuerySet, counted_by
from programmes.rules.head_counts import can_be_counted


@dataclass(frozen=True)
class Counted:
    """Which count it is: a school's in a run, of a day and of a kind."""

    run_id: int
    school_id: int
    on: datetime.date
    kind: HeadCountKind


class WrongDay(Exception):
    """Nothing was stored; the message says which days can be counted."""


class CountedAlready(Exception):
    """Another number stands there, `people`, which the person had not seen; it stays."""

    def __init__(self, people: int) -> None:
        super().__init__(people)
        self.people = people


@transaction.atomic
def count_heads(*, actor: Actor, about: Counted, people: int, replaces: int | None = None) -> HeadCount:
    """Store a count, or put it in the place of `replaces`; the same again changes nothing.

    Raises RunSchool.DoesNotExist where the actor counts no heads, RunClosed, WrongDay and CountedAlready.
    """
    part = _part(actor, about)
    _check_day(part.run, about.on)
    rows = HeadCount.objects.visible_to(actor.person)
    made = {"run_id": about.run_id, "school_id": about.school_id, "on": about.on, "kind": about.kind}
    row, is_new = _locked(rows).get_or_create(**made, defaults={"people": people})
    before = None
    if not is_new:
        if row.people == people:
            return row
        if row.people != replaces:
            raise CountedAlready(row.people)
        before, row.people = row.people, people
        row.save(update_fields=["people"])
    record(actor, "count heads", row, school=row.school_id, kind=row.kind, before=before, people=people)
    return row


@transaction.atomic
def remove_head_count(*, actor: Actor, about: Counted) -> None:
    """A count that stood on the wrong day; nothing happens where there is none. Raises as `count_heads`."""
    _part(actor, about)
    rows = _locked(HeadCount.objects.visible_to(actor.person))
    found = rows.filter(run=about.run_id, school=about.school_id, on=about.on, kind=about.kind)
    for row in found:
        record(actor, "remove head-count", row, school=row.school_id, kind=row.kind, before=row.people)
        row.delete()


@transaction.atomic
def set_countries(*, actor: Actor, run_id: int, countries: int | None, based_on: str) -> ProgrammeRun:
    """From how many countries a run's people come: a figure of the run, never of a person.

    Raises ProgrammeRun.DoesNotExist, RunClosed, PermissionDenied and ChangedMeanwhile.
    """
    runs = ProgrammeRun.objects.visible_to(actor.person).values("pk")
    locked = ProgrammeRun.objects.everything(why="seen by the actor").select_for_update(no_key=True)
    run = locked.filter(pk__in=runs).get(pk=run_id)
    check_may_set_countries(actor.person, run)
    if run.countries == countries:
        return run
    check_version(based_on, version_of_countries(run))
    before, run.countries = run.countries, countries
    run.save(update_fields=["countries"])
    record(actor, "set countries", run, school=run.host_school_id, before=before, countries=countries)
    return run


def version_of_countries(run: ProgrammeRun) -> str:
    return "" if run.countries is None else str(run.countries)


def _part(actor: Actor, about: Counted) -> RunSchool:
    parts = RunSchool.objects.everything(why="narrowed to where the actor counts heads")
    mine = parts.filter(counted_by(actor.person)).select_related("run")
    part = mine.get(run=about.run_id, school=about.school_id)
    check_open(part.run)
    return part


def _locked(rows: HeadCountQuerySet) -> HeadCountQuerySet:
    return rows.select_for_update(of=("self",), no_key=True)


def _check_day(run: ProgrammeRun, on: datetime.date) -> None:
    today = timezone.localdate()
    if can_be_counted(on, first=run.starts_on, last=run.ends_on, today=today):
        return
    if on > today:
        raise WrongDay(_("This day has not come yet."))
    raise WrongDay(_("This day lies outside of the run: change the day, or the days of the run."))

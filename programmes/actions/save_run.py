"""A run's name, days and schools, and its opening."""

from collections.abc import Collection
from dataclasses import asdict

from django.db import transaction
from django.utils.translation import gettext as _

from portal.accounts.models import CultureSchool
from portal.audit.actor import Actor
from portal.audit.log import record
from portal.audit.saving import Refused, noted, put, stands, unique_name
from portal.audit.versions import check_version, version_of_fields
from programmes.actions.make_run import RunFacts, name_taken
from programmes.keeping import kept_until
from programmes.models import (
    ActualLine,
    BudgetLine,
    Group,
    ProgrammeRun,
    ProgrammeSchool,
    RunSchool,
    RunState,
)
from programmes.policies.run import check_open
from programmes.policies.setup import check_is_host

FIELDS = ("name", "starts_on", "ends_on")


class SchoolStays(Refused):
    """A school has groups or money in the run, so it goes on taking part; the message names it."""


def version_of_run(run: ProgrammeRun) -> str:
    return version_of_fields(run, FIELDS)


@transaction.atomic
def change_run(
    *, actor: Actor, run_id: int, facts: RunFacts, with_schools: Collection[int], based_on: str
) -> ProgrammeRun:
    """Its details are kept from the new last day on.

    Raises ProgrammeRun.DoesNotExist outside the actor's scope, PermissionDenied, RunClosed, NameTaken,
    SchoolStays and ChangedMeanwhile.
    """
    run = hosted_run(actor, run_id)
    check_open(run)
    _take_part(actor, run, {run.host_school_id, *with_schools})
    values = asdict(facts)
    if stands(run, values):
        return run
    check_version(based_on, version_of_run(run))
    if facts.ends_on != run.ends_on:
        run.retention_on = kept_until(run.host_school, facts.ends_on)
    put(run, values)
    with unique_name(name_taken(facts.name)):
        run.save(update_fields=[*FIELDS, "retention_on"])
    record(actor, "change run", run, school=run.host_school_id, **noted(values))
    return run


@transaction.atomic
def open_run(*, actor: Actor, run_id: int) -> ProgrammeRun:
    """From planned to open; again changes nothing. Raises as `change_run` does."""
    run = hosted_run(actor, run_id)
    check_open(run)
    if run.state == RunState.PLANNED:
        run.state = RunState.OPEN
        run.save(update_fields=["state"])
        record(actor, "open run", run, school=run.host_school_id)
    return run


def hosted_run(actor: Actor, run_id: int) -> ProgrammeRun:
    """Locked until the transaction ends. Raises ProgrammeRun.DoesNotExist outside of the actor's scope, and
    PermissionDenied for another than the host's coordinators."""
    visible = ProgrammeRun.objects.visible_to(actor.person).values("pk")
    rows = ProgrammeRun.objects.everything(why="one that the actor sees, without the joins of the scope")
    found = rows.filter(pk__in=visible).locked().select_related("programme", "host_school__municipality")
    run = found.get(pk=run_id)
    check_is_host(actor.person, run)
    return run


def _take_part(actor: Actor, run: ProgrammeRun, wanted: set[int]) -> None:
    """Raises CultureSchool.DoesNotExist for a school outside of the programme, and SchoolStays."""
    parts = RunSchool.objects.everything(why="of the run just judged").filter(run=run)
    there = set(parts.values_list("school", flat=True))
    known = ProgrammeSchool.objects.everything(why="of the run's programme").filter(
        programme=run.programme_id
    )
    if not wanted - there <= set(known.values_list("school", flat=True)):
        raise CultureSchool.DoesNotExist
    gone = there - wanted
    _check_gone(run, gone)
    if wanted == there:
        return
    parts.filter(school__in=gone).delete()
    RunSchool.objects.bulk_create(RunSchool(run=run, school_id=school) for school in wanted - there)
    record(actor, "change schools of run", run, school=run.host_school_id, schools=sorted(wanted))


def _check_gone(run: ProgrammeRun, gone: set[int]) -> None:
    """Raises SchoolStays where one of `gone` has groups or money in the run."""
    for model, words in (
        (Group, _("%(school)s has groups in this run, so it goes on taking part.")),
        (BudgetLine, _("%(school)s has money in this run, so it goes on taking part.")),
        (ActualLine, _("%(school)s has money in this run, so it goes on taking part.")),
    ):
        rows = model.objects.everything(why="only whose they are").filter(run=run, school__in=gone)
        if row := rows.select_related("school").first():
            raise SchoolStays(words % {"school": row.school})

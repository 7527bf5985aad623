"""In which runs the target numbers of a grant are counted, also before any of its money is there."""

from collections.abc import Collection

from django.db import transaction

from partners.actions.own_grant import open_grant
from partners.models import Grant
from portal.audit.actor import Actor
from portal.audit.log import record
from portal.audit.versions import check_version, version_of
from portal.scope.person import Person
from programmes.models import ProgrammeRun, RunGrant
from programmes.querysets.programmes import RunQuerySet

_OWN = "of the grant just judged"


def runs_open_to(user: Person, grant: Grant) -> RunQuerySet:
    """Those of the grant's school within its days."""
    runs = ProgrammeRun.objects.visible_to(user).filter(schools=grant.school_id)
    return runs.filter(starts_on__lte=grant.ends_on, ends_on__gte=grant.starts_on)


def runs_chosen(grant: Grant) -> set[int]:
    rows = RunGrant.objects.everything(why=_OWN).filter(grant=grant)
    return set(rows.values_list("run_id", flat=True))


def version_of_runs(runs: Collection[int]) -> str:
    return version_of(sorted(runs))


@transaction.atomic
def choose_grant_runs(*, actor: Actor, grant_id: int, runs: Collection[int], based_on: str) -> None:
    """Raises DoesNotExist for a grant or a run that is not the actor's, Closed and ChangedMeanwhile."""
    grant = open_grant(actor, grant_id)
    wanted, there = set(runs), runs_chosen(grant)
    if wanted == there:
        return
    check_version(based_on, version_of_runs(there))
    for run in wanted - there:
        runs_open_to(actor.person, grant).get(pk=run)
    RunGrant.objects.everything(why=_OWN).filter(grant=grant, run__in=there - wanted).delete()
    RunGrant.objects.bulk_create(RunGrant(grant=grant, run_id=run) for run in sorted(wanted - there))
    record(actor, "choose runs of grant", grant, school=grant.school_id, runs=sorted(wanted))

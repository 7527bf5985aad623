"""When a school takes applications for a run: opening a season, and changing its days."""

import datetime
from dataclasses import asdict, dataclass

from django.db import transaction

from portal.accounts.models import CultureSchool
from portal.audit.actor import Actor
from portal.audit.log import record
from portal.audit.saving import noted, put, stands
from portal.audit.versions import check_version, version_of_fields
from programmes.models import ProgrammeRun, Season
from programmes.policies.run import check_open
from programmes.querysets.programmes import RunQuerySet


@dataclass(frozen=True)
class SeasonDays:
    """`previous_run_id` is the run whose pupils are asked to keep their place."""

    opens_on: datetime.date
    closes_on: datetime.date
    previous_run_id: int | None = None
    priority_until: datetime.date | None = None


FIELDS = ("opens_on", "closes_on", "previous_run_id", "priority_until")


def version_of_season(season: Season) -> str:
    return version_of_fields(season, FIELDS)


@transaction.atomic
def start_season(*, actor: Actor, school_id: int, run_id: int, days: SeasonDays) -> Season:
    """Returns the season that there is, where the run has one at the school already.

    Raises DoesNotExist for a school that the actor does not coordinate and a run that it takes no part in,
    and RunClosed.
    """
    schools = CultureSchool.objects.visible_to(actor.person).coordinated_by(actor.person)
    school = schools.get(pk=school_id)
    run = runs_of(actor, school).get(pk=run_id)
    check_open(run)
    _check_previous(actor, school, days)
    season, is_new = Season.objects.everything(why="of the school just judged").get_or_create(
        school=school, run=run, defaults=asdict(days)
    )
    if is_new:
        record(actor, "start season", season, school=school, run=run.pk, **noted(asdict(days)))
    return season


@transaction.atomic
def save_season(*, actor: Actor, season_id: int, days: SeasonDays, based_on: str) -> Season:
    """`based_on` is the `version_of_season` that the person saw.

    Raises Season.DoesNotExist outside the actor's scope, ProgrammeRun.DoesNotExist for a previous run that
    the school took no part in, RunClosed and ChangedMeanwhile.
    """
    season = Season.objects.visible_to(actor.person).locked().get(pk=season_id)
    check_open(season.run)
    _check_previous(actor, season.school, days)
    if stands(season, asdict(days)):
        return season
    check_version(based_on, version_of_season(season))
    put(season, asdict(days))
    season.save(update_fields=FIELDS)
    record(actor, "change season", season, school=season.school_id, **noted(asdict(days)))
    return season


def runs_of(actor: Actor, school: CultureSchool) -> RunQuerySet:
    """Runs that the school takes part in."""
    return ProgrammeRun.objects.visible_to(actor.person).filter(schools=school)


def _check_previous(actor: Actor, school: CultureSchool, days: SeasonDays) -> None:
    if days.previous_run_id is not None:
        runs_of(actor, school).get(pk=days.previous_run_id)

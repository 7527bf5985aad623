"""A new run: empty, from formats, or copied. Never people: no participant, enrolment, attendance or note."""

import datetime
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from django.db import transaction
from django.utils.translation import gettext as _

from portal.accounts.models import CultureSchool
from portal.audit.actor import Actor
from portal.audit.log import record
from portal.audit.saving import unique_name
from programmes.actions.copy_run import Copied, Source, copy_groups
from programmes.actions.groups_from_formats import groups_from_formats
from programmes.keeping import kept_until
from programmes.models import Programme, ProgrammeRun, ProgrammeSchool, RunSchool


@dataclass(frozen=True)
class RunFacts:
    name: str
    starts_on: datetime.date
    ends_on: datetime.date


@dataclass(frozen=True)
class MadeRun:
    run: ProgrammeRun
    copied: Copied = field(default_factory=Copied)


@transaction.atomic
def make_run(
    *,
    actor: Actor,
    programme_id: int,
    school_id: int,
    facts: RunFacts,
    with_schools: Collection[int] = (),
    formats: Mapping[int, int] | None = None,
    source: Source | None = None,
) -> MadeRun:
    """A planned run that the school hosts. `source` is copied; without one, `formats` says how many groups.

    Raises DoesNotExist outside of what the actor coordinates or may copy, and NameTaken.
    """
    schools = CultureSchool.objects.visible_to(actor.person).coordinated_by(actor.person)
    host = schools.select_related("municipality").get(pk=school_id)
    programmes = Programme.objects.visible_to(actor.person).filter(schools=host)
    programme = programmes.get(pk=programme_id)
    run = _new(programme, host, facts)
    for school in {host.pk, *_taking_part(programme, with_schools)}:
        RunSchool.objects.create(run=run, school_id=school)
    made = MadeRun(run, copy_groups(actor=actor, source=source, run=run) if source else Copied())
    if not source:
        groups_from_formats(actor=actor, run=run, school=host, formats=formats or {})
    record(
        actor,
        "make run",
        run,
        school=host,
        name=run.name,
        starts_on=str(run.starts_on),
        ends_on=str(run.ends_on),
        copied_from=run.copied_from_id,
    )
    return made


def name_taken(name: str) -> str:
    return _("The programme has a run called “%(name)s” already. Choose another name.") % {"name": name}


def _new(programme: Programme, host: CultureSchool, facts: RunFacts) -> ProgrammeRun:
    run = ProgrammeRun(
        programme=programme,
        host_school=host,
        name=facts.name,
        starts_on=facts.starts_on,
        ends_on=facts.ends_on,
        retention_on=kept_until(host, facts.ends_on),
    )
    with unique_name(name_taken(facts.name)):
        run.save()
    return run


def _taking_part(programme: Programme, schools: Collection[int]) -> set[int]:
    """Of `schools` those of the programme. Raises CultureSchool.DoesNotExist for another."""
    parts = ProgrammeSchool.objects.everything(why="of the programme just judged")
    known = set(parts.filter(programme=programme, school__in=schools).values_list("school", flat=True))
    if known != set(schools):
        raise CultureSchool.DoesNotExist
    return known

"""In which runs an agency is a partner of a school; those of closed runs stay as they are."""

from collections.abc import Collection

from django.db import transaction

from partners.models import PartnerAgency
from portal.audit.actor import Actor
from portal.audit.log import record
from portal.audit.versions import check_version, version_of
from portal.scope.person import Person
from programmes.models import RunPartner, RunSchool
from programmes.querysets.work import RunSchoolQuerySet

_WHY = "of the schools that the actor coordinates"


def parts_open_to(user: Person) -> RunSchoolQuerySet:
    """The parts in runs, not closed, of the schools that one coordinates."""
    return RunSchool.objects.visible_to(user).open()


def parts_of(user: Person, agency: PartnerAgency) -> set[int]:
    """Those of `parts_open_to` in which the agency is the school's partner."""
    named = RunPartner.objects.visible_to(user).filter(agency=agency).values_list("run_id", "school_id")
    pairs = set(named)
    return {one.pk for one in parts_open_to(user) if (one.run_id, one.school_id) in pairs}


def version_of_parts(parts: Collection[int]) -> str:
    return version_of(sorted(parts))


@transaction.atomic
def choose_partner_runs(*, actor: Actor, agency_id: int, parts: Collection[int], based_on: str) -> None:
    """`parts` are keys of RunSchool. Raises DoesNotExist and ChangedMeanwhile."""
    user = actor.person
    rows = PartnerAgency.objects.visible_to(user).seen_by_coordinator(user).values("pk")
    agencies = PartnerAgency.objects.everything(why="seen by the actor").filter(pk__in=rows)
    agency = agencies.select_for_update(of=("self",), no_key=True).get(pk=agency_id)
    wanted, there = set(parts), parts_of(user, agency)
    if wanted == there:
        return
    check_version(based_on, version_of_parts(there))
    for part in wanted - there:
        row = parts_open_to(user).get(pk=part)
        made = RunPartner.objects.create(run_id=row.run_id, school_id=row.school_id, agency=agency)
        record(actor, "partner in run", made, school=row.school_id, agency=agency.pk, run=row.run_id)
    for row in parts_open_to(user).filter(pk__in=there - wanted):
        gone = RunPartner.objects.everything(why=_WHY).filter(
            run=row.run_id, school=row.school_id, agency=agency
        )
        for one in gone:
            record(actor, "no partner in run", one, school=row.school_id, agency=agency.pk, run=row.run_id)
            one.delete()

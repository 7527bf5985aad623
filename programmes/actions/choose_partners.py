"""Which agencies are a school's partners in its runs, chosen for an agency or for a run; closed runs stay."""

from collections.abc import Collection

from django.db import transaction
from django.db.models import QuerySet

from partners.models import PartnerAgency
from partners.querysets import AgencyQuerySet
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


def agencies_open_to(user: Person) -> AgencyQuerySet:
    return PartnerAgency.objects.visible_to(user).seen_by_coordinator(user)


def parts_of(user: Person, agency: PartnerAgency) -> set[int]:
    """Those of `parts_open_to` in which the agency is the school's partner."""
    named = RunPartner.objects.visible_to(user).filter(agency=agency).values_list("run_id", "school_id")
    pairs = set(named)
    return {one.pk for one in parts_open_to(user) if (one.run_id, one.school_id) in pairs}


def partners_of(part: RunSchool) -> set[int]:
    """The agencies that are partners in the part; those that a source sums up have none."""
    return set(_rows(part).values_list("agency_id", flat=True))


def version_of_choice(keys: Collection[int]) -> str:
    return version_of(sorted(keys))


@transaction.atomic
def choose_runs(*, actor: Actor, agency_id: int, keys: Collection[int], based_on: str) -> None:
    """`keys` are of RunSchool. Raises DoesNotExist and ChangedMeanwhile."""
    open_parts = {one.pk: one for one in _locked(parts_open_to(actor.person))}
    agency = agencies_open_to(actor.person).get(pk=agency_id)
    wanted, there = set(keys), parts_of(actor.person, agency)
    if wanted == there:
        return
    check_version(based_on, version_of_choice(there))
    if not wanted <= set(open_parts):
        raise RunSchool.DoesNotExist
    for key in sorted(wanted - there):
        _add(actor, open_parts[key], agency.pk)
    for key in sorted(there - wanted):
        _remove(actor, open_parts[key], agency.pk)


@transaction.atomic
def choose_partners(*, actor: Actor, part_id: int, keys: Collection[int], based_on: str) -> None:
    """`keys` are of agencies, `part_id` of RunSchool. Raises DoesNotExist and ChangedMeanwhile.

    An agency that the actor no longer sees may stay, and is not added.
    """
    part = _locked(parts_open_to(actor.person)).get(pk=part_id)
    wanted, there = set(keys), partners_of(part)
    if wanted == there:
        return
    check_version(based_on, version_of_choice(there))
    for key in sorted(wanted - there):
        _add(actor, part, agencies_open_to(actor.person).get(pk=key).pk)
    for key in sorted(there - wanted):
        _remove(actor, part, key)


def _locked(parts: RunSchoolQuerySet) -> RunSchoolQuerySet:
    """So that the same partner is not added from both pages at once."""
    rows = RunSchool.objects.everything(why="parts that the actor sees, without the joins of the scope")
    return rows.filter(pk__in=parts.values("pk")).select_for_update(of=("self",), no_key=True).order_by("pk")


def _rows(part: RunSchool) -> QuerySet[RunPartner]:
    rows = RunPartner.objects.everything(why=_WHY).filter(run=part.run_id, school=part.school_id)
    return rows.filter(agency__isnull=False)


def _add(actor: Actor, part: RunSchool, agency: int) -> None:
    made = RunPartner.objects.create(run_id=part.run_id, school_id=part.school_id, agency_id=agency)
    record(actor, "partner in run", made, school=part.school_id, agency=agency, run=part.run_id)


def _remove(actor: Actor, part: RunSchool, agency: int) -> None:
    for row in _rows(part).filter(agency=agency):
        record(actor, "no partner in run", row, school=part.school_id, agency=agency, run=part.run_id)
        row.delete()

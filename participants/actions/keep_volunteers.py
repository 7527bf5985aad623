"""The volunteers of a school."""

import datetime
from dataclasses import asdict, dataclass

from django.db import transaction

from participants.actions.match_buddy import end_matches
from participants.actions.remove_person import local_day
from participants.actions.save_settings import locked_school
from participants.models import BuddyMatch
from participants.querysets.clearances import volunteers_of
from partners.models import PartnerAgency, Volunteer
from portal.accounts.models import CultureSchool
from portal.audit.actor import Actor
from portal.audit.log import record

_WHY = "of the volunteer of a school that the actor coordinates"


@dataclass(frozen=True)
class Facts:
    """`agency_id` is the one that she comes from, of the school's municipality."""

    name: str
    kind: str
    starts_on: datetime.date
    ends_on: datetime.date | None = None
    email: str = ""
    phone: str = ""
    agency_id: int | None = None


@transaction.atomic
def add_volunteer(*, actor: Actor, school_id: int, facts: Facts) -> Volunteer:
    """Raises CultureSchool.DoesNotExist for a school that the actor does not coordinate."""
    school = locked_school(actor, school_id)
    row = Volunteer(school=school)
    _write(row, school, facts)
    record(actor, "add volunteer", row, school=school)
    return row


@transaction.atomic
def change_volunteer(*, actor: Actor, volunteer_id: int, facts: Facts) -> Volunteer:
    """With a last day her matches end too; without one she is there again.

    Raises Volunteer.DoesNotExist outside the schools that the actor coordinates.
    """
    row = _kept(actor, volunteer_id)
    _write(row, row.school, facts)
    _end_matches(row)
    record(actor, "change volunteer", row, school=row.school_id)
    return row


@transaction.atomic
def end_volunteer(*, actor: Actor, volunteer_id: int) -> Volunteer:
    """Today is the last day, of her and of whatever matches she has. Once more changes nothing.

    Raises Volunteer.DoesNotExist as above.
    """
    row = _kept(actor, volunteer_id)
    today = local_day(row.school)
    if row.ends_on and row.ends_on <= today:
        return row
    row.ends_on = max(today, row.starts_on)
    row.save(update_fields=["ends_on"])
    _end_matches(row)
    record(actor, "end volunteer", row, school=row.school_id)
    return row


def _kept(actor: Actor, volunteer_id: int) -> Volunteer:
    row: Volunteer = volunteers_of(actor.person).select_for_update(of=("self",)).get(pk=volunteer_id)
    return row


def _end_matches(row: Volunteer) -> None:
    if row.ends_on:
        end_matches(BuddyMatch.objects.everything(why=_WHY).filter(volunteer=row), row.ends_on)


def _write(row: Volunteer, school: CultureSchool, facts: Facts) -> None:
    if facts.agency_id is not None:
        agencies = PartnerAgency.objects.everything(why="of the school's municipality")
        agencies.get(pk=facts.agency_id, municipality=school.municipality_id)
    for name, value in asdict(facts).items():
        setattr(row, name, value)
    row.save()

"""A paper was seen: only the day is stored, never the paper or what stands in it."""

import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from participants.querysets.clearances import PAPERS, partner_staff_of, volunteers_of
from partners.models import Contact, Volunteer
from portal.audit.actor import Actor
from portal.audit.log import record
from portal.scope.rights import rights_of
from portal.scope.roles import Role
from programmes.models import Staffing

POLICE_CERTIFICATE, CONFIDENTIALITY = PAPERS


class WrongPaperDay(Exception):
    """Nobody has seen a paper tomorrow."""

    def __str__(self) -> str:
        return _("Write the day on which you saw it: today or before.")


@transaction.atomic
def note_volunteers_paper(
    *, actor: Actor, volunteer_id: int, paper: str, seen_on: datetime.date
) -> Volunteer:
    """Raises Volunteer.DoesNotExist outside the schools that the actor coordinates, and WrongPaperDay."""
    rows = volunteers_of(actor.person).select_for_update(of=("self",), no_key=True)
    volunteer: Volunteer = rows.get(pk=volunteer_id)
    _note(actor, volunteer, paper, seen_on, volunteer.school_id)
    return volunteer


@transaction.atomic
def note_contacts_paper(*, actor: Actor, contact_id: int, paper: str, seen_on: datetime.date) -> Contact:
    """Of the partner's staff who work in a group of the actor's school.

    Raises Contact.DoesNotExist for others, and WrongPaperDay.
    """
    rows = partner_staff_of(actor.person, timezone.localdate())
    contact: Contact = rows.select_for_update(of=("self",), no_key=True).get(pk=contact_id)
    staffing = Staffing.objects.visible_to(actor.person).filter(contact=contact)
    schools = staffing.filter(school__in=rights_of(actor.person).of(Role.COORDINATOR))
    _note(actor, contact, paper, seen_on, min(schools.values_list("school", flat=True)))
    return contact


def _note(actor: Actor, row: Volunteer | Contact, paper: str, seen_on: datetime.date, school: int) -> None:
    if paper not in PAPERS:
        raise ValueError(f"{paper} is no paper")
    if seen_on > timezone.localdate():
        raise WrongPaperDay
    setattr(row, paper, seen_on)
    row.save(update_fields=[paper])
    record(actor, "note paper", row, school=school, paper=paper, seen_on=seen_on.isoformat())

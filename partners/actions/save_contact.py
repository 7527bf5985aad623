"""A person at an agency, by period: whoever leaves gets a last day, and what named her still does."""

import datetime
from dataclasses import asdict, dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from partners.models import Contact, PartnerAgency
from portal.audit.actor import Actor
from portal.audit.log import record
from portal.audit.saving import Refused, put, stands
from portal.audit.versions import check_version, version_of_fields

FIELDS = ("name", "title", "email", "phone", "valid_from", "valid_to")


@dataclass(frozen=True)
class ContactFacts:
    name: str
    valid_from: datetime.date
    valid_to: datetime.date | None = None
    title: str = ""
    email: str = ""
    phone: str = ""


def version_of_contact(contact: Contact) -> str:
    return version_of_fields(contact, FIELDS)


@transaction.atomic
def add_contact(*, actor: Actor, agency_id: int, facts: ContactFacts) -> Contact:
    """The same one again is the one that there is. Raises PartnerAgency.DoesNotExist and Refused."""
    agency = _agency(actor, agency_id)
    _check(facts)
    there = Contact.objects.everything(why="of the agency just seen").filter(agency=agency)
    if twin := there.filter(**asdict(facts)).first():
        return twin
    contact = Contact.objects.create(agency=agency, **asdict(facts))
    record(actor, "add contact", contact, school=None, agency=agency.pk)
    return contact


@transaction.atomic
def change_contact(*, actor: Actor, contact_id: int, facts: ContactFacts, based_on: str) -> Contact:
    """Raises Contact.DoesNotExist, Refused and ChangedMeanwhile."""
    seen = Contact.objects.everything(why="narrowed to those known").known_to(actor.person).values("pk")
    rows = Contact.objects.everything(why="known to the actor").filter(pk__in=seen)
    contact = rows.select_for_update(of=("self",), no_key=True).get(pk=contact_id)
    if stands(contact, asdict(facts)):
        return contact
    check_version(based_on, version_of_contact(contact))
    _check(facts)
    put(contact, asdict(facts))
    contact.save(update_fields=FIELDS)
    record(actor, "change contact", contact, school=None, agency=contact.agency_id)
    return contact


def _agency(actor: Actor, agency_id: int) -> PartnerAgency:
    rows = PartnerAgency.objects.visible_to(actor.person).seen_by_coordinator(actor.person)
    return rows.get(pk=agency_id)


def _check(facts: ContactFacts) -> None:
    if facts.valid_to and facts.valid_to < facts.valid_from:
        raise Refused(_("The last day lies before the first."))

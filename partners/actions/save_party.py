"""The parties of a draft: culture schools, agencies, municipalities, and who speaks for an agency."""

from dataclasses import asdict, dataclass

from django.core.exceptions import ObjectDoesNotExist
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from partners.actions.own_agreement import OF_IT, own_draft, parties_of
from partners.models import Agreement, AgreementParty, Commitment, Contact, PartnerAgency
from partners.querysets import ContactQuerySet
from portal.accounts.models import CultureSchool
from portal.audit.actor import Actor
from portal.audit.log import record
from portal.audit.saving import Refused
from portal.geography.models import Municipality

_PUBLIC = "names of culture schools and municipalities are public"


@dataclass(frozen=True)
class Who:
    """One of the three."""

    school_id: int | None = None
    agency_id: int | None = None
    municipality_id: int | None = None


@transaction.atomic
def add_party(*, actor: Actor, agreement_id: int, who: Who) -> AgreementParty:
    """One that is there stays as it is. Raises DoesNotExist and Closed."""
    agreement = own_draft(actor, agreement_id)
    check_seen(actor, who)
    if there := party_of(agreement, who):
        return there
    party = add(agreement, who)
    record(actor, "add party", party, school=agreement.school_id, party=str(party))
    return party


@transaction.atomic
def name_contact(*, actor: Actor, agreement_id: int, party_id: int, contact_id: int | None) -> AgreementParty:
    """Who speaks for an agency. Raises DoesNotExist, also for another agency's contact, and Closed."""
    agreement = own_draft(actor, agreement_id)
    party = AgreementParty.objects.everything(why=OF_IT).get(agreement=agreement, pk=party_id)
    if party.contact_id == contact_id:
        return party
    if contact_id is not None:
        contacts_for(agreement, party).get(pk=contact_id)
    party.contact_id = contact_id
    party.save(update_fields=["contact"])
    record(actor, "name contact of party", party, school=agreement.school_id, contact=contact_id)
    return party


@transaction.atomic
def remove_party(*, actor: Actor, agreement_id: int, party_id: int) -> None:
    """Nothing happens where it is gone. Raises DoesNotExist, Closed; Refused where it promises or pays."""
    agreement = own_draft(actor, agreement_id)
    party = AgreementParty.objects.everything(why=OF_IT).filter(agreement=agreement, pk=party_id).first()
    if party is None:
        return
    promised = Commitment.objects.everything(why=OF_IT).filter(Q(giver=party) | Q(payer=party))
    if promised.exists():
        raise Refused(
            _("%(party)s gives or pays for something: change or remove those commitments first.")
            % {"party": party}
        )
    record(actor, "remove party", party, school=agreement.school_id, party=str(party))
    party.delete()


def party_of(agreement: Agreement, who: Who) -> AgreementParty | None:
    """The party that `who` is in it, if any."""
    return AgreementParty.objects.everything(why=OF_IT).filter(agreement=agreement, **asdict(who)).first()


def contacts_for(agreement: Agreement, party: AgreementParty) -> ContactQuerySet:
    """The agency's people who are there when the agreement begins, or come to be before it ends."""
    rows = Contact.objects.everything(why=OF_IT).filter(agency=party.agency_id, agency__isnull=False)
    there = Q(valid_to=None) | Q(valid_to__gte=agreement.starts_on)
    return rows.filter(there, valid_from__lte=agreement.ends_on).order_by("name", "pk")


def add(agreement: Agreement, who: Who) -> AgreementParty:
    """The last one; of an agency with one contact in the period, that one speaks."""
    position = max((one.position for one in parties_of(agreement)), default=0) + 1
    party = AgreementParty(agreement=agreement, position=position, **asdict(who))
    contacts = list(contacts_for(agreement, party)[:2])
    party.contact = contacts[0] if len(contacts) == 1 else None
    party.save()
    return party


def check_seen(actor: Actor, who: Who) -> None:
    """Raises DoesNotExist: of agencies those that one's schools work with, of the others any."""
    if sum(one is not None for one in asdict(who).values()) != 1:
        raise ObjectDoesNotExist
    if who.agency_id is not None:
        agencies = PartnerAgency.objects.visible_to(actor.person).seen_by_coordinator(actor.person)
        agencies.get(pk=who.agency_id)
    if who.school_id is not None:
        CultureSchool.objects.everything(why=_PUBLIC).get(pk=who.school_id)
    if who.municipality_id is not None:
        Municipality.objects.everything(why=_PUBLIC).get(pk=who.municipality_id)

"""An agreement between a culture school, an agency and a municipality, for tests."""

import datetime

from partners.actions.note_delivery import note_delivery, version_of_given
from partners.actions.save_agreement import AgreementFacts, make_agreement
from partners.actions.save_commitment import CommitmentFacts, add_commitment
from partners.actions.save_party import Who, add_party
from partners.actions.sign_agreement import sign, version_of_signing
from partners.models import Agreement, AgreementParty, Commitment, Contact, Delivery, PartnerAgency
from portal.audit.actor import Actor
from tests.db.people import WHY, Samklang

FIRST, LAST = datetime.date(2026, 1, 1), datetime.date(2026, 12, 31)


def rows(model):
    return model.objects.everything(why=WHY)


def facts(**changed) -> AgreementFacts:
    terms = {
        "kind": "cooperation",
        "title": "Sammen om musik",
        "aims": "Flere spiller sammen.",
        "starts_on": FIRST,
        "ends_on": LAST,
    }
    return AgreementFacts(**terms | changed)


def draft(samklang: Samklang, **changed) -> Agreement:
    """Roskilde's, with Prøvevangens Skole, whose Pia speaks for it, and Køge municipality."""
    partner = samklang.group.partner_school
    if not rows(Contact).filter(agency=partner).exists():
        Contact.objects.create(agency=partner, name="Pia Partner", title="leder", valid_from=FIRST)
    bodil = Actor.of(samklang.bodil)
    about = {"actor": bodil, "school_id": samklang.roskilde.pk}
    agreement = make_agreement(**about, facts=facts(**changed), other=Who(agency_id=partner.pk))
    add_party(
        actor=bodil,
        agreement_id=agreement.pk,
        who=Who(municipality_id=samklang.koege.municipality_id),
    )
    return agreement


def party(agreement: Agreement, kind: str) -> AgreementParty:
    return rows(AgreementParty).get(agreement=agreement, **{f"{kind}__isnull": False})


def promised(
    samklang: Samklang, agreement: Agreement, giver: str, unit: str, quantity: int, **more
) -> Commitment:
    """`giver` and `payer` are kinds of parties."""
    payer = more.pop("payer", None)
    return add_commitment(
        actor=Actor.of(samklang.bodil),
        agreement_id=agreement.pk,
        facts=CommitmentFacts(
            giver_id=party(agreement, giver).pk,
            service=more.pop("service", "Lokaler"),
            unit=unit,
            quantity=quantity,
            payer_id=party(agreement, payer).pk if payer else None,
        ),
    )


def signed(samklang: Samklang, agreement: Agreement, on: datetime.date = FIRST) -> Agreement:
    seen = version_of_signing(rows(Agreement).get(pk=agreement.pk))
    return sign(actor=Actor.of(samklang.bodil), agreement_id=agreement.pk, on=on, based_on=seen)


def given(samklang: Samklang, commitment: Commitment, quantity: int, on: datetime.date, **more) -> Delivery:
    """Noted by hand by one who has seen what stands."""
    about = {"agreement_id": commitment.agreement_id, "commitment_id": commitment.pk}
    seen = version_of_given(rows(Delivery).filter(commitment=commitment))
    facts = {"on": on, "quantity": quantity, "based_on": seen} | more
    return note_delivery(actor=Actor.of(samklang.bodil), **about, **facts)


def agency_in(samklang: Samklang, name: str, **fields) -> PartnerAgency:
    return PartnerAgency.objects.create(
        municipality=samklang.roskilde.municipality, name=name, **{"kind": "library", **fields}
    )

"""Partners, agreements and papers, of each place; archived is an agreement that all have signed."""

import datetime
import secrets
from collections.abc import Mapping

from django.utils import timezone

from partners.models import (
    Agreement,
    AgreementDocument,
    AgreementParty,
    Attachment,
    Commitment,
    Contact,
    PartnerAgency,
)
from portal.accounts.models import CultureSchool, User
from portal.documents import storage
from portal.jobs.models import Job

Arguments = Mapping[str, object]
FIRST, LAST = datetime.date(2026, 1, 1), datetime.date(2026, 12, 31)


def of_agreements(schools: Mapping[str, CultureSchool], by: User) -> dict[str, dict[str, Arguments]]:
    objects: dict[str, dict[str, Arguments]] = {"agreement": {}, "party": {}, "commitment": {}}
    objects["paper"] = {place: {"pk": paper_of(school, by).pk} for place, school in schools.items()}
    for place, school in [*schools.items(), ("archived", schools["own"])]:
        row = agreement_of(school, by, signed_on=FIRST if place == "archived" else None)
        objects["agreement"][place] = {"pk": row.pk}
        of_agency = row.parties.create(agency=_agency(school, place))
        objects["party"][place] = {"pk": row.pk, "party": of_agency.pk}
        promised = commitment_of(row, of_agency)
        objects["commitment"][place] = {"pk": row.pk, "commitment": promised.pk}
    return objects | _partners(schools)


def _partners(schools: Mapping[str, CultureSchool]) -> dict[str, dict[str, Arguments]]:
    objects: dict[str, dict[str, Arguments]] = {"partner": {}, "partner's contact": {}}
    for place, school in schools.items():
        agency = _agency(school, f"for {place}")
        known = Contact.objects.create(agency=agency, name="Eva Fjordby", valid_from=FIRST)
        objects["partner"][place] = {"pk": agency.pk}
        objects["partner's contact"][place] = {"pk": agency.pk, "contact": known.pk}
    return objects


def agreement_of(school: CultureSchool, by: User, **fields) -> Agreement:
    """With the school as a party, and its document as it was made once."""
    row = Agreement.objects.create(
        school=school,
        kind="cooperation",
        title="Sammen om musik",
        aims="Flere spiller sammen.",
        starts_on=FIRST,
        ends_on=LAST,
        **fields,
    )
    AgreementParty.objects.create(agreement=row, school=school)
    stored = storage.publish("agreement.pdf", secrets.token_bytes(20))
    AgreementDocument.objects.create(
        agreement=row,
        job=Job.objects.create(task="partners.write_agreement", language="da", requested_by=by, state="done"),
        version="",
        file=stored.path,
        sha256=stored.sha256,
        made_at=timezone.now(),
    )
    return row


def commitment_of(agreement: Agreement, giver: AgreementParty) -> Commitment:
    return Commitment.objects.create(
        agreement=agreement, giver=giver, service="Lokaler", unit="room_hours", quantity=1200
    )


def _agency(school: CultureSchool, place: str) -> PartnerAgency:
    agency = PartnerAgency.objects.create(
        municipality=school.municipality, name=f"Biblioteket {place} {school.pk}", kind="library"
    )
    Contact.objects.create(agency=agency, name="Liv Bogholm", valid_from=FIRST)
    return agency


def paper_of(school: CultureSchool, by: User, **about) -> Attachment:
    stored = storage.publish("paper.pdf", secrets.token_bytes(20))
    return Attachment.objects.create(
        school=school,
        kind="other",
        title="Bilag",
        file=stored.path,
        content_type="application/pdf",
        size=stored.size,
        sha256=stored.sha256,
        added_by=by,
        **about,
    )

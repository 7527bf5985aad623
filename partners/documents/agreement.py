"""An agreement as it is signed: parties, period, aims, commitments, places for the signatures."""

from dataclasses import dataclass
from pathlib import Path

from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.formats import date_format

from partners.actions.own_agreement import commitments_of, parties_of
from partners.models import Agreement, AgreementParty
from partners.words import how_much
from portal.documents.written import Written

_DAY = "j. F Y"
STYLE = Path(__file__).with_name("agreement.css")


@dataclass(frozen=True)
class Line:
    giver: AgreementParty
    service: str
    amount: str
    payer: AgreementParty | None


def write(agreement: Agreement) -> Written:
    """In the language of the school's country."""
    language = agreement.school.country.language
    parties = parties_of(agreement)
    named = {party.pk: party for party in parties}
    with translation.override(language):
        context = {
            "title": agreement.title,
            "language": language,
            "made_on": timezone.localdate().isoformat(),
            "agreement": agreement,
            "first": date_format(agreement.starts_on, _DAY),
            "last": date_format(agreement.ends_on, _DAY),
            "parties": parties,
            "has_numbers": any(one.agency and one.agency.organisation_number for one in parties),
            "has_speakers": any(one.contact for one in parties),
            "commitments": [
                Line(
                    named[one.giver_id],
                    one.service,
                    how_much(one.quantity, one.unit, one.currency),
                    named.get(one.payer_id or 0),
                )
                for one in commitments_of(agreement)
            ],
        }
        return Written(agreement.title, render_to_string("partners/document/agreement.html", context), STYLE)

"""The pages of partners and agreements ask the database as often for many rows as for one; in one world.

Seen to fail: with the parties of each commitment read by themselves an agreement of 20 asked 40 more.
"""

import datetime

import pytest

from partners.models import Agreement, AgreementParty, Contact, Delivery
from programmes.models import CommitmentUse, RunPartner
from tests.db import people
from tests.db.agreeing import agency_in
from tests.db.people import WHY, Samklang
from tests.guards.test_query_counts import more_than, queries
from tests.guards.world_agreements import agreement_of, commitment_of, paper_of

pytestmark = pytest.mark.django_db
FEW, MANY = range(2), range(2, 6)
MOST = 24
FIRST = datetime.date(2026, 1, 1)


def agree_more(samklang: Samklang, agreement: Agreement, number: int) -> None:
    """One more of everything that a page of partners or agreements shows."""
    agency = agency_in(samklang, f"Biblioteket {number}")
    partner = samklang.group.partner_school
    Contact.objects.create(agency=partner, name=f"Liv {number}", valid_from=FIRST)
    party = AgreementParty.objects.create(agreement=agreement, agency=agency)
    row = commitment_of(agreement, party)
    row.payer = party
    row.save()
    run = people.run(samklang.programme, [samklang.roskilde], f"Forløb {number}")
    group = people.group(run, samklang.roskilde, f"Hold {number}", partner_school=partner)
    CommitmentUse.objects.create(school=samklang.roskilde, commitment=row, run=run, group=group)
    first = agreement.commitments.everything(why=WHY).order_by("pk").first()
    Delivery.objects.create(commitment=first, on=FIRST, quantity=1, noted_by=samklang.bodil)
    RunPartner.objects.create(run=run, school=samklang.roskilde, agency=partner)
    paper_of(samklang.roskilde, samklang.bodil, agreement=agreement)
    another = agreement_of(samklang.roskilde, samklang.bodil, signed_on=FIRST if number % 2 else None)
    AgreementParty.objects.create(agreement=another, agency=partner)


@pytest.mark.parametrize("signed_on", [None, FIRST])
def test_pages_of_partners_and_agreements_need_as_many_queries_for_six_rows_as_for_two(samklang, signed_on):
    agreement = agreement_of(samklang.roskilde, samklang.bodil, signed_on=signed_on)
    agree_more(samklang, agreement, 99)
    promised = agreement.commitments.everything(why=WHY).order_by("pk").first()
    one = {"pk": agreement.pk, "commitment": promised.pk}
    partner = {"pk": samklang.group.partner_school_id}
    pages = {
        "programmes:partners": {},
        "programmes:partner": partner,
        "programmes:partner_runs": partner,
        "reports:agreements": {},
        "reports:agreement": {"pk": agreement.pk},
        "partners:given": one,
        "programmes:uses": one,
        "partners:new_agreement": {},
    }

    def asked() -> dict[str, list[str]]:
        return {name: queries(samklang.bodil, name, arguments) for name, arguments in pages.items()}

    for number in FEW:
        agree_more(samklang, agreement, number)
    few = asked()
    for number in MANY:
        agree_more(samklang, agreement, number)
    many = asked()
    grown = {name: more_than(few[name], many[name]) for name in pages}
    assert not [f"{name}: {words}" for name, words in grown.items() if words]
    assert max(len(statements) for statements in many.values()) <= MOST

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
MOST = 24
FIRST = datetime.date(2026, 1, 1)


def agree_more(samklang: Samklang, agreement: Agreement, number: int) -> None:
    """One more of everything that a page of partners or agreements shows."""
    name = f"{agreement.pk}-{number}"
    agency = agency_in(samklang, f"Biblioteket {name}")
    partner = samklang.group.partner_school
    Contact.objects.create(agency=partner, name=f"Liv {name}", valid_from=FIRST)
    party = AgreementParty.objects.create(agreement=agreement, agency=agency)
    row = commitment_of(agreement, party)
    row.payer = party
    row.save()
    run = people.run(samklang.programme, [samklang.roskilde], f"Forløb {name}")
    group = people.group(run, samklang.roskilde, f"Hold {name}", partner_school=partner)
    CommitmentUse.objects.create(school=samklang.roskilde, commitment=row, run=run, group=group)
    first = agreement.commitments.everything(why=WHY).order_by("pk").first()
    Delivery.objects.create(commitment=first, on=FIRST, quantity=1, noted_by=samklang.bodil)
    RunPartner.objects.create(run=run, school=samklang.roskilde, agency=partner)
    RunPartner.objects.create(run=samklang.run, school=samklang.roskilde, agency=agency)
    paper_of(samklang.roskilde, samklang.bodil, agreement=agreement)
    another = agreement_of(samklang.roskilde, samklang.bodil, signed_on=FIRST if number % 2 else None)
    AgreementParty.objects.create(agreement=another, agency=partner)


def test_pages_of_partners_and_agreements_need_as_many_queries_for_many_rows_as_for_one(samklang):
    both = [agreement_of(samklang.roskilde, samklang.bodil, signed_on=day) for day in (None, FIRST)]
    for agreement in both:
        agree_more(samklang, agreement, 99)
    partner = {"pk": samklang.group.partner_school_id}
    pages = [
        ("programmes:partners", {}),
        ("programmes:partner", partner),
        ("programmes:partner_runs", partner),
        ("programmes:setup", {"pk": samklang.run.pk}),
        ("programmes:run_partners", {"pk": samklang.run.pk, "school": samklang.roskilde.pk}),
        ("reports:agreements", {}),
        ("partners:new_agreement", {}),
    ]
    for agreement in both:
        promised = agreement.commitments.everything(why=WHY).order_by("pk").first()
        one = {"pk": agreement.pk, "commitment": promised.pk}
        pages += [("reports:agreement", {"pk": agreement.pk}), ("programmes:uses", one)]
    pages.append(("partners:given", one))

    def asked() -> list[list[str]]:
        return [queries(samklang.bodil, *page) for page in pages]

    few = asked()
    for number in range(3):
        for agreement in both:
            agree_more(samklang, agreement, number)
    many = asked()
    grown = [(page, more_than(*of_page)) for page, *of_page in zip(pages, few, many, strict=True)]
    assert not [f"{page}: {words}" for page, words in grown if words]
    assert max(len(statements) for statements in many) <= MOST

"""What a report says of money: who pays what in all, never two currencies in one sum."""

import pytest

from partners.models import PartnerAgency
from programmes.models import BudgetLine
from reports.rules.periods import Period
from tests.reports.making import frozen
from tests.reports.world import log_autumn

pytestmark = pytest.mark.django_db


def test_a_payers_lines_are_one_sum_and_each_currency_has_a_table_of_its_own(samklang):
    log_autumn(samklang)
    agency = PartnerAgency.objects.create(
        municipality=samklang.roskilde.municipality, name="Biblioteket", kind="library"
    )
    whole = {"run": samklang.closed_run, "school": samklang.roskilde}
    for fields in (
        {"payer": "school", "category": "pay", "amount": 30_000, "currency": "DKK"},
        {"payer": "school", "category": "room", "amount": 10_000, "currency": "DKK"},
        {"payer": "agency", "agency": agency, "category": "room", "amount": 40_000, "currency": "DKK"},
        {"payer": "school", "category": "pay", "amount": 70_000, "currency": "NOK"},
    ):
        BudgetLine.objects.create(**whole, **fields)
    snapshot = frozen(samklang.petra.email, "programme", Period(2024, 2024)).snapshot
    danish, norwegian = snapshot["money"]
    assert (danish["currency"], danish["total"], norwegian["currency"], norwegian["total"]) == (
        *("DKK", 80_000, "NOK", 70_000),
    )
    assert {(line["payer"], line["agency"]): (line["amount"], line["share"]) for line in danish["lines"]} == {
        ("school", ""): (40_000, 0.5),
        ("agency", "Biblioteket"): (40_000, 0.5),
    }
    assert [line["share"] for line in norwegian["lines"]] == [1.0]

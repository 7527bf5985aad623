"""What a report says of money: who pays what in all, never two currencies in one sum."""

from contextlib import nullcontext
from decimal import Decimal

import pytest
from django.urls import reverse

from partners.models import PartnerAgency
from portal.jobs.lease import JobRefused
from programmes.models import BudgetLine
from reports.actions import build_report as building
from reports.documents.writing import write as real_write
from reports.models import ReportRun
from reports.rules.periods import Period
from tests.reports.making import build, choice, frozen
from tests.reports.world import log_autumn

pytestmark = pytest.mark.django_db


def in_two_currencies(samklang) -> None:
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


def test_a_payers_lines_are_one_sum_and_each_currency_has_a_table_of_its_own(samklang):
    in_two_currencies(samklang)
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


def test_whoever_asks_may_give_a_rate_and_the_report_shows_it(samklang, browser_of, monkeypatch):
    in_two_currencies(samklang)
    samklang.petra.chosen_language = "en"
    samklang.petra.save()
    browser = browser_of(samklang.petra)
    kind, scope = choice(samklang.petra, "programme")
    url = reverse("reports:ask", args=[kind.key, scope.key])
    assert "What is 1 NOK in DKK?" in browser.get(url).content.decode()
    for wrong in ("0", "-1", "much", "1.23456"):
        assert browser.post(url, {"period": "2024", "rate": wrong}).status_code == 422
    assert browser.post(url, {"period": "2024", "rate": "0.5"}).status_code == 302
    report = ReportRun.objects.everything(why="the one just asked for").get()
    assert report.rate == Decimal("0.5")
    written = []

    def write(definition, snapshot, charts):
        written.append((snapshot, real_write(definition, snapshot, charts).html))
        raise JobRefused("All that was asked for is written: no picture of it is needed here.")

    monkeypatch.setattr(building, "write", write)
    monkeypatch.setattr(building, "DocumentProcess", lambda *_given, **_named: nullcontext())
    build(report)
    ((figures, html),) = written
    (money,) = figures["money"]
    assert (money["currency"], money["total"]) == ("DKK", 115_000)
    assert {line["payer"]: line["amount"] for line in money["lines"]} == {"school": 75_000, "agency": 40_000}
    assert figures["rate"] == {"foreign": "NOK", "own": "DKK", "rate": "0.5000"}
    assert "1 NOK" in html


def test_where_all_money_is_of_one_currency_no_rate_is_asked_for(samklang, browser_of):
    log_autumn(samklang)
    kind, scope = choice(samklang.petra, "programme")
    page = browser_of(samklang.petra).get(reverse("reports:ask", args=[kind.key, scope.key]))
    assert 'name="rate"' not in page.content.decode()

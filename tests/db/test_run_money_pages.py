"""What a coordinator reads on the pages of a run's money, and what they refuse."""

import datetime
import io
import re
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from participants.actions.free_place import give_free_place
from participants.actions.note_shared_cost import note_shared_cost
from participants.actions.settle import settle
from participants.models import Fee
from participants.owed import Payer, items_of
from participants.settling import due_lines, money_of
from portal.audit.actor import Actor
from portal.web.amounts import written
from programmes.accounts_reading import version_of_mapping
from programmes.actions.close_accounts import close_accounts
from programmes.actions.note_cost import correct_cost
from programmes.forms.money import BudgetLineForm, CorrectionForm, CostForm
from programmes.models import AccountsImport, ActualLine, BudgetLine
from programmes.views.money_lines import choices_for
from tests.db import people
from tests.db.accounts import accounts_file, budget_line, cost, day, grant
from tests.db.setups import rows
from tests.db.sharing import (
    FIRST_OF_QUARTER,
    LAST_OF_QUARTER,
    SPRING,
    fees,
    kongsberg,
    parts,
    shared_group,
    shared_place,
)
from tests.guards.world_accounts import waiting

pytestmark = pytest.mark.django_db


def text_of(response) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode())).replace("\xa0", " ")


@pytest.fixture
def bodil(samklang, browser_of):
    samklang.bodil.chosen_language = "en"
    samklang.bodil.save()
    return browser_of(samklang.bodil)


def money(samklang) -> str:
    return reverse("reports:run_money", args=[samklang.run.pk])


def test_shares_ceiling_and_forecast_are_shown_as_they_stand_and_as_they_will_end(samklang, bodil):
    where = (samklang.bodil, samklang.run, samklang.roskilde)
    of = grant(samklang.roskilde, title="Kulturpuljen", own_share=Decimal("0.40"))
    budget_line(*where, payer="grant", grant_id=of.pk, amount=45_000_000)
    own = budget_line(*where, amount=30_000_000)
    text = text_of(bodil.get(money(samklang)))
    assert "budget of 750 000 kr" in text
    assert "60 % at most 60 %" in text
    assert "Own contribution 300 000 kr 0 kr 300 000 kr 300 000 kr – 40 % at least 40 %" in text
    assert "Ceiling share of the grant" not in text
    BudgetLine.objects.everything(why="what Bodil now expects").filter(pk=own.pk).update(expected=25_000_000)
    cost(*where, payer="grant", grant_id=of.pk, amount=10_000_000)
    budget_line(*where, category="food", amount=100)
    cost(*where, category="food", amount=150)
    text = text_of(bodil.get(money(samklang)))
    assert (
        "Kulturpuljen pays 64.3 % of all in the end, and may pay at most 60 %. That is 29 999.10 kr" in text
    )
    assert "heading for" not in text
    assert "an own contribution of at least 40 %; it will end at 35.7 %. 29 999.10 kr is lacking." in text
    assert "Own contribution 300 001 kr 1.50 kr 299 999.50 kr 250 001.50 kr 0 % 35.7 % at least 40 %" in text
    assert "100 001.50 kr is used of a budget of 750 001 kr; it will end at 700 001.50 kr" in text
    assert "1.50 kr is used, of 1 kr in the budget." in text
    away = people.run(samklang.programme, [samklang.roskilde], "Another")
    cost(samklang.bodil, away, samklang.roskilde, payer="grant", grant_id=of.pk, amount=500)
    text = text_of(bodil.get(money(samklang)))
    assert "of all in the end" not in text  # judged of both runs together, on the grant's page
    assert "60 % at most 60 %" not in text


def test_what_may_be_one_cost_twice_is_shown_until_one_of_them_is_corrected(samklang, bodil):
    where = (samklang.bodil, samklang.run, samklang.roskilde)
    one, other = (grant(samklang.roskilde, funder=name) for name in ("One", "Other"))
    cost(*where, payer="grant", grant_id=one.pk, voucher="B1")
    cost(*where, payer="families", voucher="B3")
    assert "Perhaps one cost twice" not in text_of(bodil.get(money(samklang)))
    second = cost(*where, payer="grant", grant_id=other.pk, voucher="B2")
    cost(*where, payer="grant", grant_id=other.pk, voucher="B4", amount=777)
    shown = bodil.get(money(samklang))
    assert "Perhaps one cost twice" in text_of(shown)
    assert f'href="{reverse("programmes:cost", args=[second.pk])}"' in shown.content.decode()
    correct_cost(actor=Actor.of(samklang.bodil), line_id=second.pk, on=day(1), amount=0, text="the same")
    assert "Perhaps one cost twice" not in text_of(bodil.get(money(samklang)))
    taken = {"school": samklang.roskilde, "taken_from": waiting(samklang.group, samklang.bodil), "on": day(5)}
    ActualLine.objects.create(run=samklang.run, payer="school", amount=777, currency="DKK", **taken)
    assert "Perhaps one cost twice" in text_of(bodil.get(money(samklang)))


def test_what_is_asked_for_stands_beside_the_accounts_and_tells_of_no_child(samklang, browser_of):
    """The sum of five places' fees, free or not; of what is shared only what is the run's as a whole."""
    world = kongsberg(samklang)
    samklang.kari.chosen_language = "en"
    samklang.kari.save()
    url = reverse("reports:run_money", args=[world.intro.run_id])
    people.enrol(world.intro, people.child(samklang.kongsberg, "Dina"))
    fees(world)
    shared_place(world, world.amal)
    note_shared_cost(
        actor=world.actor,
        share_id=shared_group(world, parts(world)).pk,
        on=datetime.date(2025, 9, 12),
        text="Buss",
        amount=10_000,
    )
    school = samklang.kongsberg
    payer = Payer("agency", world.nav.pk)
    total = money_of(due_lines(school, items_of(school, LAST_OF_QUARTER))[payer])
    settle(actor=world.actor, school_id=school.pk, payer=payer, day=FIRST_OF_QUARTER, total=total)
    kari = browser_of(samklang.kari)
    text = text_of(kari.get(url))
    assert "Fees of all places" not in text
    assert "Settled with NAV Kongsberg for what the run shares : 50 kr" in text
    people.enrol(world.intro, people.child(school, "Elias"))
    fees(world, SPRING)
    whole = sum(fee.amount for fee in rows(Fee).filter(school=school))
    text = text_of(kari.get(url))
    assert f"whoeverbearsthem:{written(whole)}kr".replace(",", ".") in text.replace(" ", "")
    give_free_place(actor=world.actor, enrolment_id=world.cato.pk, day=SPRING)
    assert text_of(kari.get(url)) == text


def test_a_sum_leads_to_the_lines_that_it_is_made_of(samklang, bodil):
    where = (samklang.bodil, samklang.run, samklang.roskilde)
    of = grant(samklang.roskilde)
    cost(*where, payer="grant", grant_id=of.pk, voucher="THE-GRANT", amount=700)
    cost(*where, category="food", voucher="FOOD", amount=900)
    links = re.findall(r'href="([^"]*costs/\?[^"]*)"', bodil.get(money(samklang)).content.decode())
    shown = {link: text_of(bodil.get(link.replace("&amp;", "&"))) for link in links}
    assert len(shown) == 4
    for link, text in shown.items():
        assert ("THE-GRANT" in text) == ("grant" in link)
        assert ("FOOD" in text) == ("grant" not in link)
    assert (
        bodil.get(
            f"{reverse('programmes:costs', args=[samklang.run.pk])}?payer=grant:x&category=?"
        ).status_code
        == 200
    )


def test_a_budget_line_is_noted_as_people_write_it_and_errors_keep_what_was_typed(samklang, bodil):
    url = reverse("programmes:new_budget_line", args=[samklang.run.pk])
    sent = {
        "school": samklang.roskilde.pk,
        "category": "pay",
        "payer": "school",
        "basis": "money",
        "text": "Løn",
    }
    refused = bodil.post(url, sent | {"amount": "450,000"})
    assert refused.status_code == 422
    assert "Write an amount as 450 000" in text_of(refused)
    assert 'value="450,000"' in refused.content.decode()
    assert "Write an amount." in text_of(bodil.post(url, sent | {"amount": ""}))
    for payer in ("families", f"grant:{grant(samklang.roskilde).pk}"):
        in_kind = sent | {"basis": "work", "hours": "10", "rate": "450", "payer": payer}
        assert "Only the school or a partner gives in kind." in text_of(bodil.post(url, in_kind))
    assert bodil.post(url, sent | {"amount": "450 000,50"}).status_code == 302
    assert (
        bodil.post(url, sent | {"basis": "work", "hours": "1:30", "rate": "450", "amount": "x"}).status_code
        == 422
    )
    assert bodil.post(url, sent | {"basis": "work", "hours": "1:30", "rate": "450"}).status_code == 302
    assert [line.amount for line in rows(BudgetLine).order_by("pk")] == [45_000_050, 67_500]


def test_a_cost_that_a_rule_speaks_against_is_refused_with_the_rule(samklang, bodil):
    url = reverse("programmes:new_cost", args=[samklang.run.pk])
    of = grant(samklang.roskilde, title="Kulturpuljen")
    sent = {
        "school": samklang.roskilde.pk,
        "category": "pay",
        "payer": f"grant:{of.pk}",
        "basis": "money",
        "amount": "100",
        "on": f"{day(100):%Y-%m-%d}",
    }
    refused = bodil.post(url, sent)
    assert refused.status_code == 422
    assert "Kulturpuljen is used from" in text_of(refused)
    assert bodil.post(url, sent | {"on": f"{day(3):%Y-%m-%d}", "amount": "-100"}).status_code == 302
    assert rows(ActualLine).get().amount == -10_000


def test_a_file_is_sent_looked_at_and_taken_in_and_bad_ones_say_why(samklang, bodil):
    url = reverse("programmes:import_accounts", args=[samklang.run.pk])

    def send(content: bytes):
        file = SimpleUploadedFile("<b>konto</b>.csv", content)
        return bodil.post(url, {"school": samklang.roskilde.pk, "file": file})

    for content, words in (
        (b"", "The file is empty."),
        (b"%PDF-1.7", "no CSV file"),
        (b"a\nb", "no headings"),
    ):
        refused = send(content)
        assert (refused.status_code, words in text_of(refused)) == (422, True)
    huge = bodil.post(url, b"x" * 5_400_000, content_type="multipart/form-data; boundary=x", follow=True)
    assert "larger than 5 MB" in text_of(huge)
    shown = bodil.get(send(accounts_file(12) + b"\r\n01.01.2025;B;5;x;<script>").url)
    assert "<script>" not in shown.content.decode()
    assert "12 new lines" in text_of(shown)
    assert "The culture school Other 12" in text_of(shown)
    assert "If nobody takes it in, it is dropped on" in text_of(shown)
    assert "Row 14: “&lt;script&gt;” is no amount" in text_of(shown)
    made = rows(AccountsImport).get()
    sent = {"based_on": version_of_mapping(made)}
    assert bodil.post(reverse("programmes:take_in_accounts", args=[made.pk]), sent).status_code == 302
    assert rows(ActualLine).count() == 12
    again = bodil.post(reverse("programmes:take_in_accounts", args=[made.pk]), follow=True)
    assert "taken in or dropped already" in text_of(again)


def test_a_receipt_is_kept_with_its_cost_and_handed_out_to_the_school_alone(samklang, bodil, browser_of):
    line = cost(samklang.bodil, samklang.run, samklang.roskilde, on=day(10))
    close_accounts(actor=Actor.of(samklang.bodil), school_id=samklang.roskilde.pk, through=day(10))
    url = reverse("programmes:receipt", args=[line.pk])
    page = SimpleUploadedFile("kvittering.html", b"<script>alert(1)</script>")
    refused = bodil.post(url, {"kind": "receipts", "file": page})
    assert refused.status_code == 422
    picture = io.BytesIO()
    Image.new("RGB", (40, 40)).save(picture, "PNG")
    sent = {"kind": "receipts", "file": SimpleUploadedFile("kvittering.png", picture.getvalue())}
    assert bodil.post(url, sent).status_code == 302
    kept = rows(ActualLine).get().receipt
    assert "kvittering" in text_of(bodil.get(reverse("programmes:cost", args=[line.pk])))
    paper = reverse("partners:attachment", args=[kept.pk])
    assert bodil.get(paper).headers["Content-Disposition"].startswith("attachment")
    assert browser_of(samklang.kim).get(paper).status_code == 404


def test_another_school_of_the_run_reads_its_own_lines_and_the_host_all(samklang, bodil, browser_of):
    cost(samklang.bodil, samklang.run, samklang.roskilde, voucher="HOST", amount=100)
    line = cost(samklang.kim, samklang.run, samklang.koege, voucher="GUEST", amount=900)
    url = reverse("programmes:costs", args=[samklang.run.pk])
    host, guest = text_of(bodil.get(url)), text_of(browser_of(samklang.kim).get(url))
    assert ("HOST" in host, "GUEST" in host) == (True, True)
    assert ("HOST" in guest, "GUEST" in guest) == (False, True)
    assert bodil.get(reverse("programmes:cost", args=[line.pk])).status_code == 404


def test_whatever_is_sent_to_a_page_of_money_is_refused_in_words_and_stores_nothing(samklang, bodil):
    of, line = samklang.run.pk, cost(samklang.bodil, samklang.run, samklang.roskilde)
    planned = budget_line(samklang.bodil, samklang.run, samklang.roskilde)
    made = waiting(samklang.group, samklang.bodil)
    foreign = grant(samklang.koege)
    good = {"school": samklang.roskilde.pk, "category": "pay", "payer": "school", "basis": "money"}
    good |= {"amount": "1", "on": "2026-01-01", "text": "x", "hours": "1", "minutes": "1", "rate": "1"}
    pages = {
        "programmes:new_budget_line": of,
        "programmes:budget_line": planned.pk,
        "programmes:new_cost": of,
        "programmes:cost": line.pk,
    }
    hostile = {
        "school": [str(samklang.koege.pk), "0", "x", "9" * 30],
        "payer": [f"grant:{foreign.pk}", "grant:", "grant:0", "agency:999999999999999999999", "families:3"],
        "category": ["none", "\0"],
        "amount": ["99999999999999", "9" * 5000, "1\0", "1e3", "\u0661\u0662,\u0663\u0664\u0665", "0,001"],
        "on": ["0001-01-01", "9999-12-31", "2026-02-30", "x"],
        "text": ["x" * 161, "\0", "x" * 10_000],
    }
    before = list(rows(ActualLine).values()), list(rows(BudgetLine).values())
    choices = choices_for(samklang.bodil, samklang.run)
    for form in (
        lambda data: BudgetLineForm(data, **choices),
        lambda data: CostForm(data, **choices),
        lambda data: CorrectionForm(data, in_kind=False),
    ):
        assert form(good).is_valid()
        for field, value in ((field, value) for field, values in hostile.items() for value in values):
            sent = form(good | {field: value})
            assert field not in sent.fields or field in sent.errors, (field, value[:40])
    for work in ({"hours": "0,02", "rate": "0,01"}, {"hours": "99999", "rate": "99999999999"}):
        for name, pk in pages.items():
            sent = bodil.post(reverse(name, args=[pk]), good | {"basis": "work"} | work)
            assert "comes to nothing, or to more than can be right" in text_of(sent)
    assert (list(rows(ActualLine).values()), list(rows(BudgetLine).values())) == before
    url = reverse("programmes:accounts_import", args=[made.pk])
    for sent in ({"payer": f"grant:{foreign.pk}"}, {"column-day": "gone", "payer": "school"}):
        assert bodil.post(url, sent).status_code == 422
    stale = bodil.post(reverse("programmes:take_in_accounts", args=[made.pk]), {"based_on": "x"}, follow=True)
    assert "Somebody else has changed this" in text_of(stale)
    closing = {"school": samklang.roskilde.pk, "through": f"{day(20):%Y-%m-%d}"}
    closed = reverse("programmes:closed_periods")
    assert "Tick this" in text_of(bodil.post(closed, closing))
    assert bodil.post(f"{closed}?run={of}", closing | {"sure": "on"}).url == f"{closed}?run={of}"
    for run in ("x", "9" * 30, "\u0663", of):
        assert (
            reverse("reports:run_money", args=[of]) in bodil.get(closed, {"run": run}).content.decode()
        ) == (run == of)


def test_a_column_of_a_thousand_different_accounts_is_not_asked_for_one_by_one(samklang, bodil):
    lines = [f"{day(9):%Y-%m-%d};{n};{n};1" for n in range(61)]
    content = "\n".join(("Dato;Konto;Prosjekt;Beløp", *lines)).encode()
    file = SimpleUploadedFile("konto.csv", content)
    url = reverse("programmes:import_accounts", args=[samklang.run.pk])
    page = bodil.get(bodil.post(url, {"school": samklang.roskilde.pk, "file": file}).url).content.decode()
    assert page.count("<select") == 7
    assert page.count("There are 61 different ones in this column") == 2

"""The pages of Kongsberg's spleiselag, from the fees to the quarter's files; who never sees them."""

import pytest
from django.urls import reverse
from django.utils import translation

from participants.documents.settlement import settlement_pdf
from participants.models import (
    CostShare,
    Fee,
    FeeWaiver,
    InvoiceFile,
    SchoolSettings,
    Settlement,
    SettlementLine,
)
from participants.owed import in_words
from participants.rules.fees import term_of
from portal.accounts.models import User
from portal.audit.models import AuditEntry, ReadEntry
from tests.db.people import WHY, child, enrol
from tests.db.sharing import (
    AUTUMN,
    FIRST_OF_QUARTER,
    VIOLIN,
    Kongsberg,
    fees,
    kongsberg,
    rows,
    shared_place,
    shared_violin,
)
from tests.documents.reading import text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def world(samklang) -> Kongsberg:
    return kongsberg(samklang)


@pytest.fixture
def kari(world, browser_of):
    """Reads English, as the words stand in the code."""
    User.objects.filter(pk=world.samklang.kari.pk).update(chosen_language="en")
    return browser_of(world.samklang.kari)


def at(name: str, **arguments) -> str:
    return reverse(f"participants:{name}", kwargs=arguments)


def payers(world: Kongsberg, *some: tuple[str, ...], rest_to: str = "school") -> dict[str, str]:
    sent = {"parts-TOTAL_FORMS": str(len(some)), "parts-INITIAL_FORMS": "0", "rest_to": rest_to}
    for number, row in enumerate(some):
        names = ("who", "basis", "how_much", "rate", "case_reference")
        for name, value in zip(names, (*row, "", ""), strict=False):
            sent[f"parts-{number}-{name}"] = value
    return sent | {"title": "Fiolin til utlån", "starts_on": "2025-08-01"}


def half_three_tenths(world: Kongsberg) -> tuple[tuple[str, ...], ...]:
    return (
        (f"agency-{world.nav.pk}", "percent", "50", "", "NAV-771"),
        (f"agency-{world.integration.pk}", "percent", "30"),
        ("school", "percent", "20"),
        ("", "percent", ""),
    )


def test_from_the_fees_to_the_settlement_and_the_file_for_invoicing(world, kari):
    made = kari.post(at("fees"), {"day": "2025-08-01", f"trips-{world.deep.pk}": "1 200,00"})
    assert made.status_code == 302
    page = kari.get(at("fees"), {"day": "2025-08-01"}).content.decode()
    assert "1.5 ×" in page
    assert rows(Fee).count() == 3

    assert kari.post(at("payment", pk=world.cato.pk), {"free": "yes"}).status_code == 302
    rows(FeeWaiver).update(starts_on=AUTUMN)
    what = kari.get(at("what_to_share"), {"what": f"equipment-{world.violin.pk}"})
    shared = kari.post(what.url, payers(world, *half_three_tenths(world)))
    share = rows(CostShare).get()
    assert (shared.status_code, shared.url) == (302, at("share", pk=share.pk))
    kari.post(at("share", pk=share.pk), {"on": "2025-09-12", "text": "Kjøp", "amount": "9 999,99"})
    page = kari.get(at("share", pk=share.pk)).content.decode()
    assert "4\xa0999.99" in page
    assert "2\xa0000.01" in page

    listed = kari.get(at("settlements"), {"day": "2025-09-01"}).content.decode()
    assert "NAV Kongsberg" in listed
    address = at("agency_settlement", school=world.samklang.kongsberg.pk, payer=world.nav.pk)
    open_page = kari.get(address, {"day": "2025-07-01"}).content.decode()
    assert 'name="total" value="499999"' in open_page
    refused = kari.post(address, {"day": "2025-07-01", "total": "1"})
    assert (refused.status_code, "have changed since" in refused.content.decode()) == (422, True)
    for _twice in range(2):
        closed = kari.post(address, {"day": "2025-07-01", "total": "499999"})
        assert closed.url == at("settlement", pk=rows(Settlement).get().pk)
    assert kari.get(address, {"day": "2025-07-01"}).url == closed.url
    assert "A later period is settled" in kari.get(address, {"day": "2025-04-01"}).content.decode()
    for page in (kari.get(closed.url), kari.get(at("settlements"), {"day": "2025-09-01"})):
        assert page.status_code == 200
    stranger = world.samklang.group.partner_school_id
    foreign = at("agency_settlement", school=world.samklang.kongsberg.pk, payer=stranger)
    assert kari.get(foreign).status_code == kari.post(foreign, {"total": "0"}).status_code == 404

    assert kari.post(at("invoices")).status_code == 302
    file = kari.get(at("invoice_csv", pk=rows(InvoiceFile).get().pk))
    _head, *lines = file.content.decode("utf-8-sig").splitlines()
    cells = [line.split(";") for line in lines]
    assert [row[3] for row in cells] == ["2340,00", "5360,00", "4999,99"]
    assert "Cato" not in file.content.decode()
    reference, phone = cells[0][6], cells[0][2]
    assert f"reference {reference}" in kari.get(at("payment", pk=world.amal.pk)).content.decode()
    assert phone.startswith("+45")
    assert cells[2][0] == "NAV Kongsberg"
    assert file["Content-Disposition"].startswith("attachment")
    assert AuditEntry.objects.everything(why=WHY).filter(action="read file for invoicing").count() == 1

    kari.post(at("share", pk=share.pk), {"on": "2025-10-03", "text": "Strenger", "amount": "100"})
    assert kari.post(address, {"day": "2025-10-01", "total": "5000"}).status_code == 302
    rows(SchoolSettings).update(settlement_months=6)
    half_year = kari.get(at("settlements"), {"day": "2025-09-01"}).content.decode()
    assert [f"closed, number {number}" in half_year for number in (1, 2)] == [True, True]


def test_the_settlement_as_a_tagged_pdf_and_as_csv_names_no_child(world, kari):
    fees(world)
    shared_place(world, world.amal)
    shared_violin(world)
    address = at("agency_settlement", school=world.samklang.kongsberg.pk, payer=world.nav.pk)
    kari.post(address, {"day": FIRST_OF_QUARTER.isoformat(), "total": "616999"})
    settlement = rows(Settlement).select_related("school__municipality").get()
    rows(SettlementLine).filter(amount=499_999).update(what="=HYPERLINK(1)", is_correction=True)
    content = settlement_pdf(settlement, list(rows(SettlementLine)))
    text = text_of(content)
    assert "NAV-771" in text
    assert "INT-4" not in text
    with translation.override("nb"):
        assert in_words(term_of(AUTUMN)) in text
    table = kari.get(at("settlement_csv", pk=settlement.pk)).content.decode("utf-8-sig")
    assert "1170,00" in table
    assert ";'=HYPERLINK(1) (" in table
    assert "4999,99" in table
    for name in ("Amal", "Prøvedal", "forælder"):
        assert name not in text
        assert name not in table
    download = kari.get(at("settlement_pdf", pk=settlement.pk))
    assert (download.status_code, download["Content-Type"]) == (200, "application/pdf")


def test_what_is_wrong_in_a_form_is_said_beside_it(world, kari):
    new = at("share_equipment", pk=world.violin.pk)
    for some, words in (
        ((("school", "percent", "half"),), "Write per cent as 50"),
        ((("school", "percent", "101"),), "Write per cent as 50"),
        ((("school", "money", "mange"),), "Write an amount"),
        ((("school", "kind", "0"),), "Write hours"),
        ((("school", "kind", "9" * 19),), "Write hours"),
        ((("school", "money", "1" + "0" * 18),), "Write an amount"),
        ((("agency-999999", "percent", "100"),), "Choose one that is listed"),
        ((("school", "percent", "90"),), "90 together"),
        ((("school", "percent", "50"), ("school", "percent", "50")), "stands once"),
        ((), "0 together"),
    ):
        answer = kari.post(new, payers(world, *some))
        assert (answer.status_code, words in answer.content.decode()) == (422, True), some
    assert kari.post(new, {"title": "Uten rader"}).status_code == 422
    assert not rows(CostShare).exists()
    share = shared_violin(world)
    wrong_costs = (
        {"on": "2025-09-12", "text": "Kjøp", "amount": "-5"},
        {"on": "i går", "text": "", "amount": ""},
    )
    for sent in wrong_costs:
        assert kari.post(at("share", pk=share.pk), sent).status_code == 422
    bought = {"on": "2025-09-12", "text": "Kjøp", "amount": "9 999,99"}
    again = kari.post(at("share", pk=share.pk), bought)
    assert (again.status_code, "written down already" in again.content.decode()) == (422, True)
    edit = kari.post(at("edit_share", pk=share.pk), payers(world, *half_three_tenths(world)))
    assert (edit.status_code, "changed this in the meantime" in edit.content.decode()) == (422, True)


def test_whoever_pays_stays_a_payer_though_ended_and_what_is_unused_is_removed(world, kari):
    share = shared_place(world, world.amal)
    rows(type(world.nav)).update(ended_on=AUTUMN)
    edit = at("edit_share", pk=share.pk)
    page = kari.get(edit)
    assert f'<option value="agency-{world.nav.pk}" selected>' in page.content.decode()
    based_on = page.context["form"].initial["based_on"]
    some = (
        (f"agency-{world.nav.pk}", "kind", "1,5", "450"),
        (f"agency-{world.integration.pk}", "money", "100"),
        ("family", "percent", "100"),
    )
    sent = payers(world, *some, rest_to="family") | {"based_on": based_on}
    assert kari.post(edit, sent).status_code == 302
    assert list(share.payers.values_list("amount", flat=True)) == [67_500, 10_000, None]
    entry = AuditEntry.objects.everything(why=WHY).get(action="change shared costs")
    assert entry.values["after"][f"agency-{world.nav.pk}"] == "90 min × 45000"
    assert kari.post(edit, {"remove": "yes"}).url.startswith(at("shares"))
    violin = shared_violin(world)
    kept = kari.post(at("edit_share", pk=violin.pk), {"remove": "yes"}, follow=True).content.decode()
    assert "Say when it ends instead" in kept
    assert list(rows(CostShare)) == [violin]


def test_the_way_from_a_group_and_a_child_to_who_pays_is_the_coordinators(world, kari):
    payment, group_fees = at("payment", pk=world.amal.pk), at("group_fees", pk=world.intro.pk)
    assert group_fees in kari.get(at("group", pk=world.intro.pk)).content.decode()
    assert payment in kari.get(at("participant", pk=world.amal.participant_id)).content.decode()


def test_a_cost_is_corrected_and_a_fee_changed_on_its_page(world, kari):
    share, made = shared_violin(world), fees(world)["Amal"]
    cost = share.costs.get()
    sent = {"on": "2025-10-01", "text": "Rabatt", "amount": "−999,99"}
    assert kari.post(at("correct_cost", pk=cost.pk), sent).status_code == 302
    assert sum(share.costs.values_list("amount", flat=True)) == VIOLIN - 99_999
    assert "999" in kari.get(at("correct_cost", pk=cost.pk)).content.decode()
    page = kari.get(at("fee", pk=made.pk))
    assert ReadEntry.objects.everything(why=WHY).filter(reader=world.samklang.kari).count() == 1
    based_on = page.context["form"].initial["based_on"]
    sent = {"factor": "1", "reduction": "12,5", "trips": "100", "less": "0,01", "based_on": based_on}
    assert kari.post(at("fee", pk=made.pk), sent).status_code == 422
    sent["why"] = "late"
    assert kari.post(at("fee", pk=made.pk), sent).status_code == 302
    made.refresh_from_db()
    assert made.amount == 191_999
    assert "came later" in kari.get(at("payment", pk=world.amal.pk)).content.decode()
    too_much = {"trips": "99999999999999", "less": "9" * 10_000, "factor": "NaN", "why": "\0"}
    assert set(kari.post(at("fee", pk=made.pk), too_much).context["form"].errors) == {*too_much, "reduction"}
    assert kari.post(at("fee", pk=made.pk), sent | {"factor": "2"}).status_code == 422
    assert kari.post(at("fee", pk=made.pk), sent | {"reduction": "101"}).status_code == 422
    assert kari.get(at("group_fees", pk=world.intro.pk), {"day": "x"}).status_code == 404


def test_a_protected_child_stands_without_a_name_and_its_payer_in_no_file(world, kari):
    hidden = child(world.samklang.kongsberg, "Hege", "Skjult", address_protection="strictly")
    place = enrol(world.intro, hidden)
    fees(world)
    kari.post(at("invoices"))
    file = kari.get(at("invoice_csv", pk=rows(InvoiceFile).get().pk)).content.decode()
    page = kari.get(at("group_fees", pk=world.intro.pk), {"day": "2025-08-01"}).content.decode()
    assert "Hege" not in file + page
    assert f";;;{'2340,00'}" in file
    assert kari.get(at("payment", pk=place.pk)).status_code == 404
    assert kari.get(at("share_enrolment", pk=place.pk)).status_code == 404

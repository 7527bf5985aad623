"""Kongsberg's spleiselag: fees of two levels and a violin, the settlement of a quarter, and its files."""

import datetime
import re

from playwright.sync_api import Page, expect

from portal.demonstration import accounts
from tests.browser.checks import check_page
from tests.browser.conftest import PHONE
from tests.browser.test_walk_referral import succeeded
from tests.documents.reading import text_of

VIOLIN = "Fiolin 3/4 K-21"
LAST_AUTUMN = datetime.date(datetime.date.today().year - 1, 8, 1)
BACK = """
    UPDATE programmes_programmerun SET starts_on = %s WHERE id IN (
        SELECT grp.run_id FROM participants_costshare share
        JOIN participants_enrolment place ON place.id = share.enrolment_id
        JOIN programmes_group grp ON grp.id = place.group_id
    ) RETURNING id
"""
"""The run of the demonstration began a year ago, so that its first quarter is over whatever day it is."""
PLACES_SINCE = "UPDATE participants_enrolment SET enrolled_on = %s WHERE state = 'enrolled' RETURNING id"
SETTLED = """
    SELECT agency.name, settlement.total FROM participants_settlement settlement
    JOIN partners_partneragency agency ON agency.id = settlement.agency_id ORDER BY agency.name
"""
NAMES = """
    SELECT person.given_name || ' ' || person.family_name FROM participants_participant person
    JOIN participants_enrolment place ON place.participant_id = person.id
    JOIN participants_fee fee ON fee.enrolment_id = place.id
"""
FREE_SINCE = "UPDATE participants_feewaiver SET starts_on = %s RETURNING enrolment_id"
FREE = """
    SELECT count(*), count(line.id) FROM participants_fee fee
    LEFT JOIN participants_invoiceline line ON line.fee_id = fee.id WHERE fee.enrolment_id = ANY(%s)
"""
INVOICED = """
    SELECT count(*) FROM participants_fee fee WHERE NOT EXISTS (
        SELECT FROM participants_feewaiver free WHERE free.enrolment_id = fee.enrolment_id
    )
"""


def who_pays(page: Page, title: str, *payers: str) -> None:
    """Half, three tenths, and the rest."""
    page.fill("[name=title]", title)
    page.fill("[name=starts_on]", LAST_AUTUMN.isoformat())
    page.select_option("[name=rest_to]", label=payers[-1])
    for number, (who, per_cent) in enumerate(zip(payers, ("50", "30", "20"), strict=True)):
        page.select_option(f"[name=parts-{number}-who]", label=who)
        page.fill(f"[name=parts-{number}-how_much]", per_cent)
    page.fill("[name=parts-0-case_reference]", "NAV-771")
    page.locator("main form button").click()
    page.wait_for_url(re.compile(r"/settlements/shares/\d+/$"))
    succeeded(page)


def share_the_violin(page: Page) -> None:
    page.goto("/settlements/shares/")
    page.locator("main a[href*='/settlements/shares/new/']").click()
    page.select_option("[name=what]", label=VIOLIN)
    page.locator("main form button").click()
    page.wait_for_url(re.compile(r"/new/equipment/"))
    check_page(page)
    who_pays(page, "Fiolin til utlån", "NAV Kongsberg", "Integreringsseksjonen", "kulturskolen")
    page.fill("[name=on]", LAST_AUTUMN.replace(month=9, day=12).isoformat())
    page.fill("[name=text]", "Kjøp")
    page.fill("[name=amount]", "9 999,99")
    page.locator("main form button").click()
    succeeded(page)
    expect(page.locator("tfoot")).to_contain_text("4\xa0999,99")
    expect(page.locator("tfoot")).to_contain_text("2\xa0000,01")
    check_page(page)


def share_a_place(page: Page) -> None:
    """Of the first level, from the page of its group's fees."""
    page.goto(f"/settlements/fees/?day={LAST_AUTUMN.isoformat()}")
    page.locator("main table").get_by_role("link", name="Introfordypning").click()
    check_page(page)
    page.locator("main tbody a").last.click()
    page.wait_for_url(re.compile(r"/payment/$"))
    check_page(page)
    page.locator("main a[href*='/settlements/shares/new/']").click()
    page.wait_for_url(re.compile(r"/new/enrolments/"))
    who_pays(page, "Plass på første nivå", "NAV Kongsberg", "Integreringsseksjonen", "familien")
    expect(page.locator("tbody tr").first).to_contain_text("1\xa0500")


def make_the_fees(page: Page) -> None:
    page.goto(f"/settlements/fees/?day={LAST_AUTUMN.isoformat()}")
    expect(page.locator("main")).to_contain_text("1,5 ×")
    page.locator("[name^=trips]").fill("1 200")
    page.locator("main form button").click()
    succeeded(page)
    expect(page.locator("main table")).to_contain_text("20\xa0800")
    check_page(page)


def close(page: Page, agency: str) -> str:
    page.goto(f"/settlements/?day={LAST_AUTUMN.isoformat()}")
    page.locator("main").get_by_role("link", name=agency).click()
    page.locator("main form button").click()
    page.wait_for_url(re.compile(r"/settlements/\d+/$"))
    succeeded(page)
    return page.url


def test_fees_and_a_violin_are_shared_and_settled_for_the_quarter(sign_in, ask):
    assert ask(BACK, LAST_AUTUMN)
    assert ask(PLACES_SINCE, LAST_AUTUMN)
    free = [place for (place,) in ask(FREE_SINCE, LAST_AUTUMN)]
    page = sign_in(accounts.KONGSBERG_COORDINATOR)
    make_the_fees(page)
    share_the_violin(page)
    share_a_place(page)
    for agency in ("Integreringsseksjonen", "NAV Kongsberg"):
        settled = close(page, agency)
    check_page(page)
    assert ask(SETTLED) == [("Integreringsseksjonen", 90_000 + 299_999), ("NAV Kongsberg", 150_000 + 499_999)]
    with page.expect_download() as pdf:
        page.locator("a[href$='/pdf/']").click()
    with page.expect_download() as table:
        page.locator("a[href$='/csv/']").click()
    as_pdf, as_table = text_of(pdf.value.path().read_bytes()), table.value.path().read_text("utf-8-sig")
    for text in (as_pdf, as_table):
        assert "NAV-771" in text
        assert not [name for (name,) in ask(NAMES) if name in text]
    assert "4999,99" in as_table

    page.goto("/settlements/invoices/")
    check_page(page)
    page.locator("main form button").click()
    succeeded(page)
    with page.expect_download() as file:
        page.locator("main a[href$='/csv/']").first.click()
    invoiced = file.value.path().read_text("utf-8-sig").splitlines()
    assert "NAV Kongsberg;;;6499,99;NOK" in "\n".join(invoiced)
    assert len(invoiced) == 1 + ask(INVOICED)[0][0] + 2
    ((fees, billed),) = ask(FREE, free)
    assert (fees > 0, billed) == (True, 0)

    teacher = sign_in(accounts.KONGSBERG_TEACHER, PHONE)
    assert teacher.goto(settled).status == 403

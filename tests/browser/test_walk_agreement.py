"""Karrieresenteret Ytre Helgeland and Dønna: from what each gives, over signing and giving, to renewal."""

import datetime
import io
import re

import pikepdf
from playwright.sync_api import Page, expect

from portal.demonstration import accounts
from tests.browser.checks import check_page
from tests.browser.conftest import PHONE
from tests.documents.reading import text_of

CENTRE, TITLE = "Karrieresenteret Ytre Helgeland", "Musikk der folk bor"
DOENNA = "SELECT id FROM geography_municipality WHERE name = 'Dønna'"
THE_CENTRE = "SELECT id FROM partners_partneragency WHERE name = %s"
AGREEMENT = """
    SELECT id, signed_on IS NOT NULL, renews_id, starts_on, ends_on FROM partners_agreement
    WHERE title = %s ORDER BY id
"""
PROMISED = """
    SELECT service, unit, quantity, giver.municipality_id IS NOT NULL
    FROM partners_commitment commitment JOIN partners_agreementparty giver ON giver.id = commitment.giver_id
    WHERE commitment.agreement_id = %s ORDER BY commitment.position
"""
OF_JOB = "SELECT count(*) FROM partners_agreementdocument WHERE agreement_id = %s AND file <> ''"
TODAY = datetime.date.today()


def save(page: Page) -> None:
    page.locator("main form .actions button").first.click()


def writes_a_draft(page: Page, ask) -> int:
    ((centre,),), ((doenna,),) = ask(THE_CENTRE, CENTRE), ask(DOENNA)
    page.goto("/agreements/")
    page.locator("main a[href='/agreements/new/']").click()
    page.select_option("[name=kind]", "cooperation")
    page.fill("[name=title]", TITLE)
    page.select_option("[name=other]", f"a-{centre}")
    page.fill("[name=aims]", "Voksne som er nye i Norge, synger og arbeider der de bor.")
    page.fill("[name=starts_on]", str(TODAY - datetime.timedelta(days=300)))
    page.fill("[name=ends_on]", str(TODAY + datetime.timedelta(days=40)))
    save(page)
    page.wait_for_url(re.compile(r"/agreements/\d+/$"))
    ((pk, signed, _, _, _),) = ask(AGREEMENT, TITLE)
    assert not signed
    page.locator(f"main a[href='/agreements/{pk}/parties/new/']").click()
    page.select_option("[name=who]", f"m-{doenna}")
    save(page)
    expect(page.locator("section[aria-labelledby=parties] li")).to_have_count(3)
    check_page(page)
    return pk


def promises(page: Page, pk: int, giver: str, service: str, unit: str, quantity: str) -> None:
    page.goto(f"/agreements/{pk}/commitments/new/")
    page.select_option("[name=giver]", label=giver)
    page.fill("[name=service]", service)
    page.select_option("[name=unit]", unit)
    page.fill("[name=quantity]", quantity)
    save(page)


def test_an_agreement_goes_from_its_commitments_to_its_renewal(sign_in, ask):
    page = sign_in(accounts.ALSTAHAUG_COORDINATOR)
    pk = writes_a_draft(page, ask)
    names = page.locator("section[aria-labelledby=parties] h3").all_inner_texts()
    doenna = next(name for name in names if name.startswith("Dønna"))
    promises(page, pk, doenna, "Øvingsrom", "room_hours", "mange")
    expect(page.locator(".ds-error-summary").first).to_be_visible()
    page.faults.clear()
    page.fill("[name=quantity]", "20")
    save(page)
    promises(page, pk, CENTRE, "Karriereveiledning", "staff_hours", "7,5")
    promises(page, pk, doenna, "Tilskudd", "money", "45 000,50")
    assert ask(PROMISED, pk) == [
        ("Øvingsrom", "room_hours", 1200, True),
        ("Karriereveiledning", "staff_hours", 450, False),
        ("Tilskudd", "money", 4_500_050, True),
    ]

    prints_it(page, pk, doenna, ask)
    signs_it(page, pk)

    page.locator("li.commitment").nth(0).locator("a").first.click()
    page.fill("[name=on]", str(TODAY))
    page.fill("[name=quantity]", "12")
    save(page)
    expect(page.locator("table")).to_contain_text("12")
    page.goto(f"/agreements/{pk}/")
    expect(page.locator("li.commitment").nth(0).locator(".commitment-state")).to_contain_text(
        re.compile(r"12 \w+ 20")
    )

    page.locator(f"form[action='/agreements/{pk}/renew/'] button").click()
    page.wait_for_url(lambda url: not url.endswith(f"/{pk}/"))
    old, new = ask(AGREEMENT, TITLE)
    assert new[1:4] == (False, pk, old[4] + datetime.timedelta(days=1))
    assert ask(PROMISED, new[0]) == ask(PROMISED, pk)
    page.set_viewport_size(PHONE)
    expect(page.locator("li.commitment")).to_have_count(3)
    page.goto(f"/agreements/{pk}/")
    expect(page.locator(f"main a[href='/agreements/{new[0]}/']")).to_be_visible()


def prints_it(page: Page, pk: int, doenna: str, ask) -> None:
    """The document for signing is made by a worker, and says what was promised."""
    page.goto(f"/agreements/{pk}/")
    page.locator(f"form[action='/agreements/{pk}/document/'] button").click()
    link = page.locator(f"a[href='/agreements/{pk}/document.pdf']")
    expect(link).to_be_visible(timeout=60_000)
    assert ask(OF_JOB, pk) == [(1,)]
    text = text_of(page.context.request.get(f"/agreements/{pk}/document.pdf").body())
    for words in (TITLE, CENTRE, doenna, "Øvingsrom", "20", "Karriereveiledning", "7,5", "45 000,50"):
        assert words in text.replace("\N{NO-BREAK SPACE}", " "), words


def signs_it(page: Page, pk: int) -> None:
    """From then on nothing of it can be changed; the signed copy is kept."""
    page.locator(f"a[href='/agreements/{pk}/signed/']").click()
    page.fill("[name=on]", str(TODAY - datetime.timedelta(days=300)))
    save(page)
    page.wait_for_url(f"**/agreements/{pk}/")
    assert page.goto(f"/agreements/{pk}/commitments/new/").status == 403
    page.faults.clear()
    page.goto(f"/agreements/{pk}/")
    out = io.BytesIO()
    with pikepdf.new() as made:
        made.add_blank_page()
        made.save(out)
    papers = page.locator("section[aria-labelledby=papers]")
    papers.locator("summary").click()
    papers.locator("[name=kind]").select_option("signed_agreement")
    copy = {"name": "avtale.pdf", "mimeType": "application/pdf", "buffer": out.getvalue()}
    papers.locator("[name=file]").set_input_files(copy)
    papers.locator("form .actions button").last.click()
    expect(papers.locator("li a[download]")).to_have_text("avtale")

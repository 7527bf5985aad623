"""The third walk: a lead and a municipal leader ask for a report, watch it being made, and download it."""

import hashlib
import io
import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager

import pypdf
import pytest
from playwright.sync_api import Page

from portal.demonstration import accounts
from tests.browser.checks import check_page
from tests.browser.portals import Portal
from tests.processes import descendants

NAMES = "SELECT given_name || ' ' || family_name FROM participants_participant"


@contextmanager
def paused(portal: Portal) -> Iterator[None]:
    """The worker stands still, so that a page that waits for it can be looked at."""
    processes = [portal.worker.pid, *descendants(portal.worker.pid)]
    for pid in processes:
        os.kill(pid, signal.SIGSTOP)
    try:
        yield
    finally:
        for pid in processes:
            os.kill(pid, signal.SIGCONT)


def ask_for(page: Page, about: str) -> None:
    page.goto("/reports/")
    page.locator("main .actions a.ds-button").click()
    page.wait_for_url("**/reports/new/**")
    if page.locator("main li.row").count():
        page.locator(f"main li.row:has-text('{about}') a.ds-button").first.click()
    check_page(page)
    page.locator("main form[method=post] button.ds-button").click()
    page.wait_for_url("**/reports/*-*-*/")


def steps_until_done(page: Page) -> list[int]:
    """How many steps were done, each time that the page said something new."""
    seen: list[int] = []
    while page.locator("iframe.document").count() == 0:
        if page.locator(".step").count():
            done = page.locator(".step[data-state=done]").count()
            seen += [done] if done not in seen else []
        page.wait_for_timeout(50)
    return seen


def downloaded(page: Page) -> bytes:
    with page.expect_download() as waiting:
        page.locator("main a[href$='/download/']").first.click()
    return waiting.value.path().read_bytes()


def text_of(pdf: bytes) -> str:
    words = " ".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(pdf)).pages)
    return " ".join(words.split())


def test_the_lead_watches_the_programmes_report_being_made_and_downloads_it(sign_in, portal, ask):
    page = sign_in(accounts.PROGRAMME_LEAD)
    with paused(portal):
        ask_for(page, "Kulturmetropolen")
        page.wait_for_selector(".step")
        assert page.locator("progress").count() == 1
        check_page(page)
    seen = steps_until_done(page)
    assert seen == sorted(seen)
    assert len(seen) >= 2, "the bar never moved"
    check_page(page)

    pdf = downloaded(page)
    assert ask("SELECT sha256 FROM reports_reportrun") == [(hashlib.sha256(pdf).hexdigest(),)]
    text = text_of(pdf)
    for shown in ("102", "450000", "750000", "300000", "Gadstrup Skole"):
        assert shown in text or shown in text.replace(" ", ""), shown
    assert not [name for (name,) in ask(NAMES) if name in text]

    page.goto("/reports/")
    check_page(page)
    assert hashlib.sha256(pdf).hexdigest()[:16] in page.locator("#reports").inner_text()
    assert downloaded(page) == pdf


def test_a_municipal_leader_gets_the_own_part_and_nobody_elses(sign_in, ask):
    page = sign_in(accounts.LEADER)
    ask_for(page, "Kulturmetropolen")
    steps_until_done(page)
    text = text_of(downloaded(page))
    assert "28" in text
    assert "Østervangsskolen" in text
    assert "Herstedvester" not in text
    own = page.url
    page.goto("/reports/")
    assert page.locator("#reports li.row").count() == 1

    stranger = sign_in(accounts.HERLEV_LEADER)
    assert stranger.goto(own).status == 404
    assert stranger.goto(f"{own}download/").status == 404


def test_the_leader_of_aas_gets_the_year_for_the_council_in_bokmaal(sign_in):
    page = sign_in(accounts.AAS_LEADER)
    ask_for(page, ": Ås")
    steps_until_done(page)
    check_page(page)
    text = text_of(downloaded(page))
    for shown in ("Sommerskole", "Viken", "Lonely Riders"):
        assert shown in text


@pytest.mark.parametrize("email", [accounts.TEACHER, accounts.PARTNER_CONTACT])
def test_who_has_no_reports_is_refused(sign_in, email):
    page = sign_in(email)
    assert page.goto("/reports/").status == 403

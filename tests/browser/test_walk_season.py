"""The walk of a new school year: a family keeps its place, and the coordinator sees it."""

import subprocess
import sys
from urllib.parse import urlsplit

from playwright.sync_api import expect

from portal.demonstration import accounts
from tests.browser.checks import check_page
from tests.browser.conftest import PHONE, opened
from tests.browser.portals import ROOT, Portal

WAITING_FOR_AN_ANSWER = """
    SELECT asked.id, asked.season_id, link.id FROM participants_reapplication asked
    JOIN participants_familylink link ON link.id = asked.link_id
    WHERE asked.answer = '' ORDER BY asked.id LIMIT 1
"""
KEPT = """
    SELECT wish.state, asked.answer FROM participants_reapplication asked
    JOIN participants_enrolment wish ON wish.kept_from_id = asked.enrolment_id
    WHERE asked.id = %s
"""


def own_page(portal: Portal, link: int) -> str:
    """The path of the family's link, as the portal itself signs it."""
    code = (
        "from participants.links import url_of; from participants.models import FamilyLink;"
        f"print(url_of(FamilyLink.objects.everything(why='a walk').get(pk={link})))"
    )
    command = [sys.executable, "manage.py", "shell", "-v0", "-c", code]
    done = subprocess.run(
        command, cwd=ROOT, env=portal.environment, check=True, capture_output=True, text=True
    )
    return urlsplit(done.stdout.strip().splitlines()[-1]).path


def test_a_family_keeps_last_years_place_and_the_coordinator_sees_it(chromium, portal, sign_in, ask):
    ((asked, season, link),) = ask(WAITING_FOR_AN_ANSWER)
    own = own_page(portal, link)

    coordinator = sign_in(accounts.KONGSBERG_COORDINATOR)
    coordinator.goto(f"/seasons/{season}/")
    check_page(coordinator)
    before = coordinator.locator(".number-value").all_inner_texts()
    coordinator.goto("/settings/")
    check_page(coordinator)

    with opened(chromium, portal.url, PHONE, locale="nb-NO") as family:
        family.goto(own)
        family.locator(f"a[href$='/season/{season}/']").click()
        check_page(family)
        family.locator("button[value=keep]").click()
        expect(family.locator("button[value=keep]")).to_have_count(0)
        assert urlsplit(family.url).path.endswith(f"/season/{season}/")
        check_page(family)
        family.goto(own)
        expect(family.locator(f"a[href$='/season/{season}/']")).to_have_count(0)

    assert ask(KEPT, asked) == [("applied", "kept")]
    coordinator.goto(f"/seasons/{season}/")
    after = [int(text) for text in coordinator.locator(".number-value").all_inner_texts()]
    asked_then, open_then, kept_then, *rest = (int(text) for text in before)
    assert after == [asked_then, open_then - 1, kept_then + 1, *rest]


def test_the_question_reads_from_the_right_in_arabic(chromium, portal, ask):
    ((_asked, season, link),) = ask(WAITING_FOR_AN_ANSWER)
    with opened(chromium, portal.url, PHONE, locale="ar") as family:
        family.context.add_cookies([{"name": "language", "value": "ar", "url": portal.url}])
        family.goto(f"{own_page(portal, link)}season/{season}/")
        expect(family.locator("html")).to_have_attribute("dir", "rtl")
        check_page(family)

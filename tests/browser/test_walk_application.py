"""The fourth walk: a family finds an activity on its phone, applies, answers an offer and takes it back."""

import re

import pytest
from playwright.sync_api import Page, expect

from portal.demonstration import accounts
from tests.browser.checks import check_page
from tests.browser.conftest import PHONE, opened
from tests.browser.portals import Portal
from tests.browser.test_walk_decision import link_in

BOKMAAL = {"name": "language", "value": "nb"}
CHILD = {
    "given_name": "Prøve",
    "family_name": "Vandring",
    "birth_day": "14",
    "birth_month": "3",
    "birth_year": "2014",
    "attends_school": "Prøveskolen",
    "home_language": "somali",
}
STATE = """
    SELECT enrolment.state FROM participants_enrolment enrolment
    JOIN participants_participant person ON person.id = enrolment.participant_id
    WHERE person.given_name = 'Prøve' ORDER BY enrolment.id
"""
OFFER_IT = """
    SELECT enrolment.id FROM participants_enrolment enrolment
    JOIN participants_participant person ON person.id = enrolment.participant_id
    WHERE person.given_name = 'Prøve' AND enrolment.state = 'applied' ORDER BY enrolment.id
"""


@pytest.fixture
def family(chromium, portal: Portal):
    with opened(chromium, portal.url, PHONE) as page:
        page.context.add_cookies([BOKMAAL | {"url": portal.url}])
        yield page


def go_on(page: Page) -> None:
    """Press the one button of a question, and arrive at the next."""
    before = page.locator("h1").inner_text()
    page.locator("main form .actions button.ds-button").click()
    expect(page.locator("h1")).not_to_have_text(before)


def test_a_family_applies_in_a_few_minutes_answers_an_offer_and_takes_it_back(
    family: Page, sign_in, ask, portal: Portal
):
    page = family
    page.goto("/catalogue/")
    apply = page.locator("a[href^='/apply/']").first
    apply.click()
    check_page(page)
    expect(page.locator("main")).to_contain_text(re.compile("1 av 6"))

    page.locator("main form .actions button.ds-button").click()
    expect(page.locator(".ds-error-summary")).to_be_focused()
    page.faults.clear()
    check_page(page)
    for name, typed in CHILD.items():
        page.fill(f"[name={name}]", typed)
    go_on(page)
    check_page(page)

    page.check("[value=parent]")
    page.fill("[name=name]", "Forelder Vandring")
    page.fill("[name=phone]", "ring meg")
    page.locator("main form .actions button.ds-button").click()
    expect(page.locator("[name=phone]")).to_have_attribute("aria-invalid", "true")
    page.faults.clear()
    check_page(page)
    page.fill("[name=phone]", "912 34 567")
    page.fill("[name=email]", "vandring@example.org")
    go_on(page)
    check_page(page)
    go_on(page)
    check_page(page)
    page.fill("[name=what_helps]", "Mange pauser")
    page.check("[name=wants_free_place]")
    go_on(page)
    check_page(page)
    page.check("[name=photo_guardian]")
    go_on(page)
    page.locator("details.go-on-later summary").click()
    check_page(page)
    for typed in ("Prøve", "Vandring", "912 34 567", "Mange pauser"):
        expect(page.locator("main")).to_contain_text(typed)
    go_on(page)
    check_page(page)
    expect(page.locator("svg.qr")).to_be_visible()
    link = page.locator(".link-as-text a").get_attribute("href")
    page.reload()
    assert ask(STATE) == [("applied",)]

    page.goto(link)
    check_page(page)
    coordinator = sign_in(accounts.KONGSBERG_COORDINATOR)
    ((enrolment,),) = ask(OFFER_IT)
    coordinator.route("**/htmx.min.js", lambda route: route.abort())
    coordinator.goto(f"/enrolments/{enrolment}/offer/")
    coordinator.locator("main form.stack button.ds-button").first.click()
    coordinator.wait_for_url("**/groups/*/")
    assert ask(STATE) == [("offered",)]

    page.reload()
    expect(page.locator(".standing[data-state=offered]")).to_be_visible()
    check_page(page)
    assert ask("SELECT count(*) FROM participants_offer WHERE delivered_at IS NOT NULL")[0][0] >= 1
    page.locator("form[action$='/accept/'] button").click()
    expect(page.locator(".standing[data-state=enrolled]")).to_be_visible()
    check_page(page)
    page.locator("a[href$='/withdraw/']").click()
    check_page(page)
    page.locator("main form .actions button.ds-button").click()
    expect(page.locator(".standing[data-state=withdrawn]")).to_be_visible()
    assert ask(STATE) == [("withdrawn",)]


def test_the_mail_with_the_link_proves_the_contact_and_the_rest_is_changed_there(
    family: Page, ask, portal: Portal
):
    page = family
    for mail in reversed(portal.mails()):
        if "vandring@example.org" in mail:
            page.goto(link_in(mail))
            break
    expect(page.locator("h1")).to_be_visible()
    proved = "SELECT contact_verified_at IS NOT NULL FROM participants_familylink WHERE email = %s"
    assert ask(proved, "vandring@example.org") == [(True,)]
    for ending in ("/contact/", "/consents/", "/guardian/"):
        page.locator(f"a[href$='{ending}']").first.click()
        check_page(page)
        page.go_back()
    page.locator("form[action$='/sibling/'] button").click()
    check_page(page)
    page.goto("/family/nothing/")
    page.faults.clear()
    check_page(page)


@pytest.mark.parametrize(("language", "direction"), [("ar", "rtl"), ("da", "ltr")])
def test_the_questions_read_from_the_right_where_the_language_does(
    family: Page, portal: Portal, language, direction
):
    page = family
    page.context.add_cookies([{"name": "language", "value": language, "url": portal.url}])
    page.goto("/catalogue/")
    page.locator("a[href^='/apply/']").first.click()
    expect(page.locator("html")).to_have_attribute("dir", direction)
    check_page(page)
    for name, typed in CHILD.items():
        page.fill(f"[name={name}]", typed)
    go_on(page)
    expect(page.locator("html")).to_have_attribute("dir", direction)
    check_page(page)

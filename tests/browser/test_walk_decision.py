"""The second walk: a coordinator decides on two applications for one place, and invites a colleague."""

import datetime
import email
import re

from playwright.sync_api import Page, expect

from portal.demonstration import accounts
from tests.browser.checks import check_page
from tests.browser.conftest import DESKTOP, PHONE, opened
from tests.browser.portals import Portal

GROUP = "Østervangsskolen"
APPLICANTS = """
    SELECT enrolment.id, person.id FROM participants_enrolment enrolment
    JOIN participants_participant person ON person.id = enrolment.participant_id
    JOIN programmes_group grp ON grp.id = enrolment.group_id
    WHERE grp.name = 'Østervangsskolen' AND enrolment.state = 'applied' ORDER BY enrolment.applied_at
"""
LATEST_WAITING = """
    SELECT enrolment.id FROM participants_enrolment enrolment
    JOIN accounts_cultureschool school ON school.id = enrolment.school_id
    WHERE enrolment.state = 'waitlisted' AND school.name = 'Kulturskolen Roskilde'
    ORDER BY enrolment.id DESC LIMIT 1
"""
HISTORY = """
    SELECT move.from_state, move.to_state, person.email, move.grounds FROM participants_enrolmentmove move
    JOIN accounts_user person ON person.id = move.decided_by_id
    WHERE move.enrolment_id = %s ORDER BY move.at
"""
WAITING = """
    SELECT grp.id, enrolment.id, grp.capacity FROM participants_enrolment enrolment
    JOIN programmes_group grp ON grp.id = enrolment.group_id
    JOIN programmes_programmerun run ON run.id = grp.run_id
    WHERE grp.name = 'Fjordskolen Hedevang 1' AND run.state = 'open' AND enrolment.state = 'waitlisted'
    ORDER BY enrolment.waiting_rank, enrolment.waiting_since, enrolment.id
"""
OFFER = "SELECT answer_by, ended_at FROM participants_offer WHERE enrolment_id = %s"
MOVED = "Søskende har plads på samme ugedag."
READINGS = "SELECT count(*) FROM audit_readentry WHERE object_id = %s"
GROUNDS = "Holdet er fuldt. Står først, når en plads bliver ledig."
NEWCOMER, PASSWORD = "ny.kollega@samklang.example", "tre ord og en tromme"


def open_group(page: Page) -> None:
    page.goto("/groups/")
    page.locator("main").get_by_role("link", name=GROUP).first.click()
    page.wait_for_selector("#group")


def decide(page: Page, enrolment: int, verb: str) -> None:
    """Open the form of a decision in the row."""
    page.locator(f"a[href='/enrolments/{enrolment}/{verb}/']").click()
    page.wait_for_selector(f"#decision-{enrolment} .actions")


def send(page: Page, enrolment: int) -> None:
    page.locator(f"#decision-{enrolment} button.ds-button").click()
    expect(page.locator("#messages .ds-alert")).to_have_attribute("data-color", "success")
    expect(page.locator(f"#decision-{enrolment} form")).to_have_count(0)


def test_of_two_applicants_for_one_place_the_second_is_put_on_the_waiting_list(sign_in, ask):
    page = sign_in(accounts.COORDINATOR)
    assert page.url.endswith("/week/")
    check_page(page)
    open_group(page)
    (first, _), (second, child) = ask(APPLICANTS)
    expect(page.locator(".square[data-kind=free]").first).to_be_visible()
    check_page(page)

    decide(page, first, "approve")
    check_page(page)
    send(page, first)
    expect(page.locator(".squares-row .square[data-kind=free]")).to_have_count(0)

    decide(page, second, "approve")
    expect(page.get_by_role("alert")).to_contain_text(re.compile("8 (of|av|af) 8"))
    check_page(page)
    page.locator(f"#decision-{second} textarea").fill(GROUNDS)
    send(page, second)
    expect(page.locator("section[aria-labelledby=waiting]")).to_contain_text(GROUNDS)
    check_page(page)

    assert ask(HISTORY, first) == [("applied", "enrolled", accounts.COORDINATOR, "")]
    assert ask(HISTORY, second) == [("applied", "waitlisted", accounts.COORDINATOR, GROUNDS)]

    before = ask(READINGS, str(child))
    page.goto(f"/participants/{child}/")
    expect(page.locator("main")).to_contain_text(GROUNDS)
    assert ask(READINGS, str(child)) == [(before[0][0] + 1,)]
    check_page(page)


def test_one_is_moved_up_gets_the_next_offer_with_one_tap_and_the_rest_are_decided_at_once(sign_in, ask):
    page = sign_in(accounts.COORDINATOR)
    (group, first, _), (_, second, _) = waiting = ask(WAITING)
    page.goto(f"/groups/{group}/")
    decide(page, second, "move-up")
    check_page(page)
    page.locator(f"#decision-{second} textarea").fill(MOVED)
    send(page, second)
    expect(page.locator("section[aria-labelledby=waiting] li").first).to_contain_text(MOVED)

    page.goto(f"/groups/{group}/places/")
    page.fill("main input[name=capacity]", str(waiting[0][2] + 1))
    page.locator("main form button.ds-button").click()
    expect(page.locator("section[aria-labelledby=next] button")).to_be_visible()
    check_page(page)
    page.locator("section[aria-labelledby=next] button").click()
    expect(page.locator("#messages .ds-alert")).to_have_attribute("data-color", "success")
    ((answer_by, ended),) = ask(OFFER, second)
    assert ended is None and str(answer_by) > datetime.date.today().isoformat()
    check_page(page)

    page.locator(f"input[name=chosen][value='{first}:waitlisted']").check()
    page.locator("#many-waiting button").last.click()
    check_page(page)
    page.locator("main select").select_option(index=1)
    page.locator("main form button.ds-button").click()
    expect(page.locator("#messages .ds-alert")).to_have_attribute("data-color", "success")
    assert [step[1] for step in ask(HISTORY, first)][-1] == "refused"


def test_a_second_tap_a_reload_and_the_back_button_decide_nothing_twice(sign_in, ask):
    """Without HTMX, as where scripts do not load: the form on a page of its own, on a phone."""
    page = sign_in(accounts.COORDINATOR, PHONE)
    ((enrolment,),) = ask(LATEST_WAITING)
    page.goto(f"/enrolments/{enrolment}/refuse/")
    check_page(page)
    page.route("**/htmx.min.js", lambda route: route.abort())
    page.reload()
    page.faults.clear()
    page.fill("textarea", "Tilbudt en plads på et andet hold.")
    page.locator("main form button.ds-button").dblclick()
    page.wait_for_url("**/groups/*/")
    page.reload()
    page.go_back()
    page.wait_for_load_state()
    if page.locator("main form textarea").count():
        page.locator("main form button.ds-button").click()
        page.wait_for_load_state()
    decided = [step for step in ask(HISTORY, enrolment) if step[1] == "refused"]
    assert len(decided) == 1


def link_in(mail: str) -> str:
    text = email.message_from_bytes(mail.encode()).get_payload(decode=True).decode()
    return re.search(r"https?://[^/\s]+(/\S+)", text).group(1)


def test_a_colleague_is_invited_by_mail_and_takes_the_role(sign_in, chromium, portal: Portal):
    page = sign_in(accounts.COORDINATOR)
    page.goto("/account/colleagues/")
    check_page(page)
    page.fill("main input[name=email]", NEWCOMER)
    page.locator("main input[value=teacher]").check()
    page.locator("main form.stack button.ds-button").click()
    expect(page.locator("section[aria-labelledby=invited]")).to_contain_text(NEWCOMER)
    check_page(page)

    with opened(chromium, portal.url, PHONE) as newcomer:
        invitation = link_in(portal.mails()[-1])
        newcomer.goto(invitation)
        check_page(newcomer)
        newcomer.fill("main input[name=name]", "Ny Kollega")
        newcomer.fill("main input[name=password]", PASSWORD)
        newcomer.locator("main form button.ds-button").click()
        newcomer.wait_for_url("**/today/")
        check_page(newcomer)
        newcomer.goto(invitation)
        newcomer.faults.clear()
        check_page(newcomer)

    page.reload()
    expect(page.locator("section[aria-labelledby=people]")).to_contain_text(NEWCOMER)
    expect(page.locator("section[aria-labelledby=invited]")).not_to_contain_text(NEWCOMER)


def test_whoever_has_forgotten_the_password_chooses_a_new_one_by_mail(chromium, portal: Portal):
    with opened(chromium, portal.url, DESKTOP) as page:
        page.goto("/account/password/reset/")
        check_page(page)
        page.fill("main input[name=email]", accounts.COLLEAGUE)
        page.locator("main form button.ds-button").click()
        page.wait_for_url("**/reset/sent/")
        page.goto(link_in(portal.mails()[-1]))
        check_page(page)
        page.fill("main input[name=password1]", PASSWORD)
        page.fill("main input[name=password2]", PASSWORD)
        page.locator("main form button.ds-button").click()
        page.wait_for_url("**/reset/done/")
        page.context.clear_cookies()
        page.goto("/account/sign-in/")
        page.fill("main input[name=login]", accounts.COLLEAGUE)
        page.fill("main input[name=password]", PASSWORD)
        page.locator("main button[type=submit]").click()
        page.wait_for_url("**/today/")

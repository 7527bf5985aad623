"""The walk of a referral: a bare reference, a name, a decision with its letter, an appeal and its answer."""

import email
import re
from urllib.parse import urlsplit

from playwright.sync_api import Page, expect

from portal.demonstration import accounts
from tests.browser.checks import check_page
from tests.browser.conftest import PHONE, opened
from tests.browser.portals import Portal

REFERENCE, GIVEN, FAMILY = "Mappe 23-K", "Prøve", "Vandring"
GUARDIAN, HELPS = "vandring@example.org", "Mange pauser og den samme plassen."
GROUP = "Introfordypning"
OWN_WORDS = "De andre på lista har hatt plass før."
APPEAL = "Vi er uenige: barnet vårt har ventet lenge."
ANSWER = "Vi har sett på det en gang til. Lista følger kriteriene."
REASON = "Familien ringte oss om en lenke som ikke virker."
REFERRED = """
    SELECT enrolment.id, enrolment.participant_id, enrolment.state, person.given_name
    FROM participants_referral referral
    JOIN participants_enrolment enrolment ON enrolment.application_id = referral.application_id
    JOIN participants_participant person ON person.id = enrolment.participant_id
    WHERE referral.reference = %s
"""
LETTERS = "SELECT count(*) FROM participants_letter WHERE enrolment_id = %s AND file <> ''"
A_CHILD = """
    SELECT person.id FROM participants_participant person
    JOIN accounts_cultureschool school ON school.id = person.school_id
    WHERE school.name = 'Kongsberg kulturskole' AND person.address_protection = '' ORDER BY person.id LIMIT 1
"""
A_REFUSAL = """
    SELECT group_id, id FROM participants_enrolment WHERE state = 'refused' AND application_id IS NOT NULL
    ORDER BY id DESC LIMIT 1
"""


def succeeded(page: Page) -> None:
    expect(page.locator("#messages .ds-alert").last).to_have_attribute("data-color", "success")


def words_of(mail: str) -> str:
    message = email.message_from_bytes(mail.encode())
    subject = str(email.header.make_header(email.header.decode_header(message["Subject"])))
    return f"{subject}\n{message.get_payload(decode=True).decode()}"


def mails_to(portal: Portal, address: str) -> list[str]:
    """Subject and words of each mail, in the order in which they came."""
    return [words_of(mail) for mail in portal.mails() if f"To: {address}" in mail]


def names_nobody(mail: str) -> bool:
    return not any(word in mail for word in (REFERENCE, GIVEN, FAMILY, GROUP, HELPS, OWN_WORDS))


def path_in(mail: str) -> str:
    return urlsplit(re.search(r"https?://\S+", mail).group()).path


def is_pdf(page: Page, address: str) -> bool:
    answer = page.context.request.get(address)
    kind = answer.headers["content-type"]
    return (answer.status, kind) == (200, "application/pdf") and answer.body().startswith(b"%PDF-")


def refer(page: Page) -> None:
    page.get_by_role("link", name="Henvis et barn").click()
    check_page(page)
    page.locator("main form button.ds-button").click()
    expect(page.locator(".ds-error-summary")).to_be_focused()
    page.faults.clear()
    check_page(page)
    group = page.locator("[name=group] option", has_text=f"· {GROUP}").get_attribute("value")
    page.select_option("[name=group]", group)
    page.fill("[name=reference]", REFERENCE)
    page.fill("[name=email]", GUARDIAN)
    page.check("[name=agreed]")
    page.locator("main form button.ds-button").click()
    succeeded(page)


def write_the_name(page: Page, child: int) -> None:
    page.goto(f"/participants/{child}/")
    expect(page.locator("main")).to_contain_text("Navnet er ikke kjent ennå")
    page.locator("main a[href$='/details/']").click()
    check_page(page)
    page.fill("[name=given_name]", GIVEN)
    page.fill("[name=family_name]", FAMILY)
    page.fill("[name=birth_year]", "2014")
    page.locator("main form button.ds-button").click()
    expect(page.locator("h1")).to_have_text(f"{GIVEN} {FAMILY}")


def printed_link(page: Page, child: int) -> str:
    page.goto(f"/participants/{child}/link/")
    check_page(page)
    expect(page.locator(".paper svg.qr")).to_be_visible()
    return urlsplit(page.locator(".paper .link-as-text").inner_text().strip()).path


def put_on_the_waiting_list(page: Page, enrolment: int) -> str:
    """The reason from the school's list that was chosen."""
    page.goto(f"/enrolments/{enrolment}/waitlist/")
    chosen = page.locator("[name=ground] option").nth(1).inner_text()
    page.select_option("[name=ground]", chosen)
    page.fill("[name=grounds]", OWN_WORDS)
    page.locator("main form button.ds-button").click()
    page.wait_for_url("**/groups/*/")
    return chosen


def test_a_referred_child_gets_a_name_a_decision_a_letter_and_an_answer_to_the_appeal(
    sign_in, chromium, portal: Portal, ask
):
    partner = sign_in(accounts.KONGSBERG_CONTACT, PHONE)
    expect(partner.locator("html")).to_have_attribute("lang", "nb")
    check_page(partner)
    refer(partner)
    row = partner.locator("main li.row", has_text=REFERENCE)
    expect(row).to_contain_text("Ikke avgjort ennå")

    coordinator = sign_in(accounts.KONGSBERG_COORDINATOR)
    ((enrolment, child, state, _),) = ask(REFERRED, REFERENCE)
    assert state == "applied"
    coordinator.goto("/groups/")
    coordinator.locator("main").get_by_role("link", name=GROUP).first.click()
    expect(coordinator.locator(f"#decision-{enrolment}")).to_have_count(1)
    expect(coordinator.locator("main")).to_contain_text(REFERENCE)
    write_the_name(coordinator, child)
    own = printed_link(coordinator, child)

    chosen = put_on_the_waiting_list(coordinator, enrolment)
    portal.worker.wait_until(lambda: ask(LETTERS, enrolment) == [(1,)])
    coordinator.goto(f"/participants/{child}/")
    for said in (chosen, OWN_WORDS, "Les vedtaksbrevet"):
        expect(coordinator.locator("main")).to_contain_text(said)
    letter = coordinator.locator("main a[href^='/letters/']").get_attribute("href")
    assert is_pdf(coordinator, letter)

    portal.worker.wait_until(lambda: len(mails_to(portal, GUARDIAN)) == 1)
    portal.worker.wait_until(lambda: len(mails_to(portal, accounts.KONGSBERG_CONTACT)) == 1)
    (to_partner,), (to_family,) = mails_to(portal, accounts.KONGSBERG_CONTACT), mails_to(portal, GUARDIAN)
    assert "Noe er avgjort om en henvisning fra deg." in to_partner
    assert names_nobody(to_partner)
    assert names_nobody(to_family)
    partner.reload()
    expect(row).to_contain_text("På venteliste")
    expect(partner.locator("main")).not_to_contain_text(GIVEN)

    with opened(chromium, portal.url, PHONE, locale="nb-NO") as family:
        family.goto(path_in(to_family))
        assert urlsplit(family.url).path == own
        expect(family.locator(".standing[data-state=waitlisted]")).to_be_visible()
        assert is_pdf(family, family.locator(".standing a[href*='/letters/']").get_attribute("href"))
        family.locator(".standing a[href*='/appeal/']").click()
        check_page(family)
        family.fill("[name=text]", APPEAL)
        family.locator("main form button.ds-button").click()
        expect(family.locator("main")).to_contain_text(APPEAL)
        expect(family.locator("main textarea")).to_have_count(0)
        check_page(family)

        coordinator.goto(f"/participants/{child}/")
        coordinator.locator(".appeal a.ds-button").click()
        check_page(coordinator)
        coordinator.check("[name=outcome][value=upheld]")
        coordinator.fill("[name=answer]", ANSWER)
        coordinator.locator("main form button.ds-button").click()
        expect(coordinator.locator(".appeal")).to_contain_text(ANSWER)
        check_page(coordinator)

        portal.worker.wait_until(lambda: len(mails_to(portal, GUARDIAN)) == 2)
        answered = mails_to(portal, GUARDIAN)[-1]
        assert names_nobody(answered)
        assert ANSWER not in answered
        family.reload()
        for said in (APPEAL, "Vedtaket står.", ANSWER):
            expect(family.locator("main")).to_contain_text(said)
        check_page(family)
        family.goto(f"{own}access/")
        check_page(family)
        expect(family.locator("main")).to_contain_text("Be skolen om en kopi.")
    assert [row[2:] for row in ask(REFERRED, REFERENCE)] == [("waitlisted", GIVEN)]


def test_two_who_look_alike_are_compared_and_kept_apart(sign_in):
    page = sign_in(accounts.KONGSBERG_COORDINATOR)
    page.goto("/participants/pairs/")
    check_page(page)
    before = page.locator("main li.row").count()
    page.locator("main li.row a").first.click()
    check_page(page)
    page.locator("button[value=different]").click()
    succeeded(page)
    expect(page.locator("main li.row")).to_have_count(before - 1)
    check_page(page)


def test_a_school_changes_how_long_an_offer_stands(sign_in):
    page = sign_in(accounts.KONGSBERG_COORDINATOR, PHONE)
    page.goto("/settings/")
    days, save = (
        page.locator("#id_offers-answer_days"),
        page.locator("form[action$='/offers/'] button.ds-button"),
    )
    days.fill("0")
    save.click()
    expect(days).to_have_attribute("aria-invalid", "true")
    page.faults.clear()
    check_page(page)
    days.fill("17")
    save.click()
    succeeded(page)
    page.goto("/settings/")
    expect(days).to_have_value("17")


def test_a_need_card_is_written_and_everything_about_the_person_is_handed_over(sign_in, ask):
    page = sign_in(accounts.KONGSBERG_COORDINATOR)
    ((child,),) = ask(A_CHILD)
    page.goto(f"/participants/{child}/card/")
    page.locator("main a[href$='/card/edit/']").click()
    check_page(page)
    page.fill("[name=what_helps]", HELPS)
    page.fill("[name=pause]", "Ut i gangen i fem minutter.")
    page.locator("main form button.ds-button").click()
    expect(page.locator(".need-card")).to_contain_text(HELPS)
    check_page(page)

    page.goto(f"/participants/{child}/access/")
    check_page(page)
    assert is_pdf(page, page.locator("main a[href$='/pdf/']").get_attribute("href"))


def test_the_other_pages_of_a_coordinators_work_read_well(sign_in, ask):
    page = sign_in(accounts.KONGSBERG_COORDINATOR)
    ((child,),), ((group, refused),) = ask(A_CHILD), ask(A_REFUSAL)
    for address in (
        f"/participants/{child}/protection/",
        f"/participants/{child}/erase/",
        f"/groups/{group}/register/",
        f"/enrolments/{refused}/appeal/",
        "/participants/calls/",
        "/participants/retention/",
    ):
        assert page.goto(address).status == 200
        check_page(page)


def test_an_administrator_opens_one_person_with_a_reason_that_the_school_reads(sign_in, ask, portal: Portal):
    page = sign_in(accounts.ADMINISTRATOR)
    ((child,),) = ask(A_CHILD)
    assert page.goto(f"/participants/{child}/").status == 403
    page.faults.clear()
    page.goto("/participants/openings/")
    check_page(page)
    page.fill("[name=participant]", str(child))
    page.fill("[name=reason]", REASON)
    page.locator("main form button.ds-button").click()
    page.wait_for_url("**/participants/openings/*/")
    check_page(page)

    coordinator = sign_in(accounts.KONGSBERG_COORDINATOR, PHONE)
    coordinator.goto("/participants/openings/")
    expect(coordinator.locator("main li.row")).to_contain_text(REASON)
    check_page(coordinator)
    told = "En administrator har åpnet en persons side."
    portal.worker.wait_until(
        lambda: any(told in mail for mail in mails_to(portal, accounts.KONGSBERG_COORDINATOR))
    )
    assert not any(REASON in mail for mail in mails_to(portal, accounts.KONGSBERG_COORDINATOR))

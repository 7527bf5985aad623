"""The first walk: a teacher logs a session on a phone, in one save."""

from playwright.sync_api import Page

from portal.demonstration import accounts
from tests.browser.checks import check_page
from tests.browser.conftest import PHONE, fill_in

SESSION = """
    SELECT session.id, session.state, session.note FROM programmes_session session
    JOIN programmes_group grp ON grp.id = session.group_id
    JOIN programmes_programmerun run ON run.id = grp.run_id
    WHERE grp.name = 'Østervangsskolen' AND run.state = 'open' AND session.ends_at < now()
    ORDER BY session.starts_at DESC
"""
JUST_ENDED = """
    UPDATE programmes_session
    SET starts_at = now() - interval '1 hour', ends_at = now() - interval '5 minutes'
    WHERE id = (
        SELECT session.id FROM programmes_session session
        JOIN programmes_group grp ON grp.id = session.group_id
        JOIN programmes_programmerun run ON run.id = grp.run_id
        WHERE grp.name = 'Østervangsskolen' AND run.state = 'open' AND session.state = 'planned'
        ORDER BY session.starts_at LIMIT 1
    ) RETURNING id
"""
"""Whatever the time of day, the group has met and nobody has logged it yet."""
MARKS = "SELECT mark, count(*) FROM participants_attendance WHERE session_id = %s GROUP BY mark"
PREPARATION = "SELECT sum(minutes) FROM programmes_workhours WHERE session_id = %s AND kind = 'preparation'"
SAVES = "SELECT count(*) FROM audit_auditentry WHERE action = 'save roll call' AND object_id = %s"


class Taps:
    """Counts what a thumb does."""

    def __init__(self, page: Page) -> None:
        self.page, self.number = page, 0

    def tap(self, selector: str) -> None:
        self.page.locator(selector).first.click()
        self.number += 1


def test_a_teacher_logs_a_session_in_six_taps_and_saves_it_once(sign_in, ask):
    page = sign_in(accounts.TEACHER, PHONE)
    assert page.url.endswith("/today/")
    first_heading = page.locator("main h2").first
    assert "3" in first_heading.inner_text() or "2" in first_heading.inner_text()
    check_page(page)

    taps = Taps(page)
    taps.tap(".task:has-text('Østervangsskolen') a.ds-button")
    page.wait_for_selector("#roll-call-form")
    session = int(page.url.split("/sessions/")[1].split("/")[0])
    assert ask(MARKS, session) == []
    check_page(page)

    taps.tap(".roll > li:nth-child(2) input[value=excused]")
    taps.tap("textarea[name=note]")
    page.keyboard.type("Vi lyttede og trommede på skift.")
    taps.tap("input[name=preparation][value='30']")
    taps.tap(".foot-bar button")
    page.wait_for_selector("#status[data-state=saved]")
    assert taps.number <= 6 + 1

    assert dict(ask(MARKS, session)) == {"present": 6, "excused": 1}
    assert ask(PREPARATION, session) == [(30,)]
    state, note = next((state, note) for pk, state, note in ask(SESSION) if pk == session)
    assert (state, note) == ("held", "Vi lyttede og trommede på skift.")
    check_page(page)

    page.locator(".foot-bar button").dblclick()
    page.wait_for_selector("#status[data-state=saved]")
    page.reload()
    page.go_back()
    page.go_forward()
    page.locator(".foot-bar button").click()
    page.wait_for_selector("#status[data-state=saved]")
    assert ask(SAVES, str(session)) == [(1,)]
    assert dict(ask(MARKS, session)) == {"present": 6, "excused": 1}
    assert ask(PREPARATION, session) == [(30,)]

    page.goto("/today/")
    assert page.locator(f".task a[href*='/sessions/{session}/']").count() == 0


def test_two_teachers_at_once_lose_neither_ones_marks(sign_in, ask):
    [(session,)] = ask(JUST_ENDED)
    ida, otto = sign_in(accounts.TEACHER, PHONE), sign_in(accounts.COLLEAGUE, PHONE)
    for page in (ida, otto):
        page.goto("/today/")
        page.locator(".task:has-text('Østervangsskolen') a.ds-button").first.click()
        page.wait_for_selector("#roll-call-form")
    assert ida.url == otto.url
    assert f"/sessions/{session}/" in ida.url

    ida.locator(".roll > li:nth-child(1) input[value=late]").click()
    ida.locator(".roll > li:nth-child(3) input[value=excused]").click()
    otto.locator(".roll > li:nth-child(2) input[value=unexcused]").click()
    otto.locator(".roll > li:nth-child(3) input[value=late]").click()
    ida.locator("textarea[name=note]").fill("Vi sang.")
    otto.locator("textarea[name=note]").fill("Vi dansede.")
    for page, state in ((ida, "saved"), (otto, "conflict")):
        page.locator(".foot-bar button").click()
        page.wait_for_selector(f"#status[data-state={state}]")

    otto.faults.clear()  # the browser notes the 422 of the question as an error
    check_page(otto)
    assert otto.locator("li[data-conflict]").count() == 1
    assert "Vi sang." in otto.locator(".roll-conflict q").inner_text()
    assert otto.locator("textarea[name=note]").input_value() == "Vi dansede."
    assert dict(ask(MARKS, session)) == {"late": 1, "unexcused": 1, "excused": 1, "present": 4}
    otto.locator("li[data-conflict] input[value=late]").click()
    otto.locator(".foot-bar button").click()
    otto.wait_for_selector("#status[data-state=saved]")
    assert dict(ask(MARKS, session)) == {"late": 2, "unexcused": 1, "present": 4}


def test_what_was_marked_stays_when_the_network_goes(sign_in):
    page = sign_in(accounts.TEACHER, PHONE)
    page.locator(".task:has-text('Fjordskolen') a.ds-button").first.click()
    page.locator(".roll > li:nth-child(1) input[value=late]").click()
    page.context.set_offline(True)
    page.locator(".foot-bar button").click()
    page.wait_for_selector("#status:has-text('(1)')")
    assert page.locator(".roll > li:nth-child(1) .segment-input[value=late]").is_checked()
    page.context.set_offline(False)
    page.wait_for_selector("#status[data-state=saved]")


def test_what_was_marked_stays_when_one_has_been_signed_out(sign_in, ask):
    page = sign_in(accounts.TEACHER, PHONE)
    page.goto(f"/sessions/{ask(SESSION)[0][0]}/roll-call/")
    page.wait_for_selector("#roll-call-form")
    page.locator("textarea[name=note]").fill("Skrevet før jeg blev logget ud.")
    page.context.clear_cookies(name="sessionid")
    page.locator(".foot-bar button").click()
    page.wait_for_selector("#waiting .ds-link")
    assert page.locator("textarea[name=note]").input_value() == "Skrevet før jeg blev logget ud."
    other = page.context.new_page()
    other.faults = []
    fill_in(other, accounts.TEACHER)
    page.locator(".foot-bar button").click()
    page.wait_for_selector("#status[data-state=saved]")

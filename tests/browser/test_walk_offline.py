"""A teacher in a basement: what she marks is kept, arrives once, and is written nowhere in words."""

import json
import re
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from portal.demonstration import accounts
from tests.browser.checks import check_page
from tests.browser.conftest import FLAGS, PHONE, fill_in
from tests.browser.roll_places import new_session, with_twelve_children

MARKS = "SELECT mark, count(*) FROM participants_attendance WHERE session_id = %s GROUP BY mark"
SAVES = "SELECT count(*) FROM audit_auditentry WHERE action = 'save roll call' AND object_id = %s"
NOTE = "SELECT note, state FROM programmes_session WHERE id = %s"
NAMES = "SELECT given_name, family_name FROM participants_participant WHERE given_name <> ''"
CANCEL = """
    UPDATE programmes_session SET state = 'cancelled', cancel_reason = 'illness' WHERE id = %s RETURNING id
"""
SECRET = "Hemmelig note om en trommestik"
STORED = """
    async () => {
        const database = await new Promise((resolve) => {
            const asked = indexedDB.open("samklang");
            asked.onsuccess = () => resolve(asked.result);
        });
        const rows = await new Promise((resolve) => {
            const asked = database.transaction("entries").objectStore("entries").getAll();
            asked.onsuccess = () => resolve(asked.result);
        });
        database.close();
        const databases = (await indexedDB.databases()).map(({ name }) => name);
        const cached = [];
        for (const name of await caches.keys()) {
            const cache = await caches.open(name);
            for (const request of await cache.keys()) {
                cached.push([request.url, await (await cache.match(request)).text()]);
            }
        }
        const as_text = (key, value) => (ArrayBuffer.isView(value) ? [...value].join() : value);
        return {
            rows: JSON.stringify(rows, as_text), databases, cached,
            local: JSON.stringify({ ...localStorage }), session: JSON.stringify({ ...sessionStorage }),
        };
    }
"""
CONTROLLED = """
    navigator.serviceWorker.ready.then(() => new Promise((resolve) => {
        if (navigator.serviceWorker.controller) resolve();
        else navigator.serviceWorker.oncontrollerchange = () => resolve();
    }))
"""


@pytest.fixture(scope="module")
def group(portal) -> int:
    return with_twelve_children(portal)


@pytest.fixture
def profile(tmp_path: Path) -> Path:
    return tmp_path / "profile"


@pytest.fixture
def phone(chromium: Browser, portal, profile: Path) -> Iterator[BrowserContext]:
    """A browser that writes to a disk, as a phone's does."""
    context = chromium.browser_type.launch_persistent_context(
        profile,
        executable_path="/usr/bin/chromium",
        args=FLAGS,
        base_url=portal.url,
        viewport=PHONE,
        locale="da-DK",
        reduced_motion="reduce",
    )
    context.set_default_timeout(60_000)
    yield context
    context.close()


def opened(phone: BrowserContext, session: int) -> Page:
    page = phone.new_page()
    page.faults = []
    page.on("pageerror", lambda error: page.faults.append(str(error)))
    page.goto(f"/sessions/{session}/roll-call/")
    page.wait_for_selector("#roll-call-form")
    return page


def signed_in(phone: BrowserContext, session: int) -> Page:
    first = phone.pages[0]
    fill_in(first, accounts.TEACHER)
    first.goto("about:blank")
    page = opened(phone, session)
    page.evaluate(CONTROLLED)
    return page


def mark(page: Page, child: int, value: str) -> None:
    page.locator(f".roll > li:nth-child({child}) .segment-input[value={value}]").click()


def status(page: Page) -> str:
    return page.locator("#status").inner_text()


def eventually(true: Callable[[], bool], within: float = 10) -> None:
    until = time.monotonic() + within
    while not true():
        assert time.monotonic() < until
        time.sleep(0.3)


def words_on_disk(profile: Path, words: set[str]) -> dict[str, list[str]]:
    """Files in which one of the words stands, in any of the encodings that a browser writes."""
    patterns = {word: [word.encode(), word.encode("utf-16-le")] for word in words}
    found = {}
    for path in profile.rglob("*"):
        if path.is_file() and not path.is_symlink():
            content = path.read_bytes()
            here = [word for word, forms in patterns.items() if any(form in content for form in forms)]
            if here:
                found[str(path.relative_to(profile))] = here
    return found


def test_twelve_marks_of_a_killed_tab_are_saved_once_within_ten_seconds(phone, profile, group, ask):
    session = new_session(ask, group, 1)
    page = signed_in(phone, session)
    shown = set(page.locator(".roll-name").all_inner_texts())
    assert len(shown) == 12
    phone.set_offline(True)
    for child in range(1, 13):
        mark(page, child, "late" if child % 3 else "excused")
    page.locator("textarea[name=note]").fill(SECRET)
    eventually(lambda: "(13)" in status(page))
    stored = page.evaluate(STORED)
    page.close()

    page = phone.new_page()
    page.goto(f"/sessions/{session}/roll-call/")
    eventually(lambda: "(13)" in page.locator("#waits").inner_text())
    without_network = page.locator("body").inner_text()
    assert "Østervangsskolen" not in without_network
    assert not [name for name in shown if name in without_network]

    assert ask(MARKS, session) == []
    phone.set_offline(False)
    online = time.monotonic()
    eventually(lambda: dict(ask(MARKS, session)) == {"late": 8, "excused": 4})
    assert time.monotonic() - online < 10
    page.wait_for_selector("#status[data-state=saved]")
    assert ask(NOTE, session) == [(SECRET, "held")]
    page.reload()
    page.wait_for_selector("#roll-call-form")
    assert ask(SAVES, str(session)) == [(1,)]
    assert page.evaluate(STORED)["rows"] == "[]"
    what_is_stored_tells_nothing(stored, ask)
    phone.close()
    names = {word for row in ask(NAMES) for word in row if len(word) > 4}
    assert len(names) > 50
    assert not words_on_disk(profile, names | {SECRET, "trommestik"})


def what_is_stored_tells_nothing(stored: dict, ask) -> None:
    assert stored["databases"] == ["samklang"]
    assert stored["local"] == "{}"
    # The address alone, which stands in the browser's history as well.
    assert set(json.loads(stored["session"])) <= {"htmx-current-path-for-history"}
    entry = stored["rows"]
    assert '"late"' in entry
    cached = " ".join(f"{url} {text}" for url, text in stored["cached"])
    assert all("/offline/" in url or "/static/" in url for url, _text in stored["cached"])
    for given, family in ask(NAMES):
        name = re.compile(rf"\b({re.escape(given)}|{re.escape(family)})\b")
        assert not name.search(entry)
        assert not name.search(cached)
    for word in ("trommestik", "Hemmelig", "Østervang", "/sessions/", "samklang.example"):
        assert word not in entry
        assert word not in cached
    assert not re.search(r"(mark|adult)-\d", entry)


def test_a_name_on_the_disk_is_found(profile):
    """The guard seen to fail."""
    profile.mkdir()
    (profile / "Cache").write_bytes(b"\0\1Amina\2")
    (profile / "History").write_bytes("Bo K.".encode("utf-16-le"))
    assert words_on_disk(profile, {"Amina", "Bo K.", "Clara"}) == {"Cache": ["Amina"], "History": ["Bo K."]}


def test_whoever_signs_in_on_the_same_phone_neither_sees_nor_sends_it(phone, group, ask):
    session = new_session(ask, group, 2)
    page = signed_in(phone, session)
    phone.set_offline(True)
    mark(page, 1, "late")
    eventually(lambda: "(1)" in status(page))
    phone.clear_cookies(name="sessionid")
    phone.set_offline(False)
    page.wait_for_selector("#waiting .ds-link")
    assert ask(MARKS, session) == []
    page.close()

    other = phone.new_page()
    fill_in(other, accounts.COORDINATOR)
    other.wait_for_selector("#waiting .ds-alert")
    assert re.search(r"\b1\b", other.locator("#waiting").inner_text())
    assert ask(MARKS, session) == []
    check_page_of(other)
    phone.clear_cookies()
    fill_in(other, accounts.TEACHER)
    eventually(lambda: dict(ask(MARKS, session)) == {"late": 1, "present": 11})


def test_the_page_that_is_still_open_goes_on_when_one_has_signed_in_beside_it(phone, group, ask):
    session = new_session(ask, group, 3)
    page = signed_in(phone, session)
    phone.clear_cookies(name="sessionid")
    mark(page, 1, "late")
    page.locator(".foot-bar button").click()
    eventually(lambda: "(1)" in status(page))
    beside = phone.new_page()
    fill_in(beside, accounts.TEACHER)
    eventually(lambda: dict(ask(MARKS, session)) == {"late": 1, "present": 11})
    mark(page, 2, "excused")
    page.locator(".foot-bar button").click()
    eventually(lambda: dict(ask(MARKS, session)) == {"late": 1, "excused": 1, "present": 10})


def test_what_cannot_be_saved_stays_until_it_has_been_seen(phone, group, ask):
    session = new_session(ask, group, 4)
    page = signed_in(phone, session)
    phone.set_offline(True)
    mark(page, 1, "late")
    eventually(lambda: "(1)" in status(page))
    ask(CANCEL, session)
    phone.set_offline(False)
    page.wait_for_selector("#waiting .ds-alert button")
    page.goto("/today/")
    page.wait_for_selector("#waiting .ds-alert button")
    check_page_of(page)
    page.locator("#waiting button").click()
    eventually(lambda: page.locator("#waiting .ds-alert").count() == 0)
    page.reload()
    assert page.locator("#waiting .ds-alert").count() == 0


def test_a_conflict_of_a_phone_is_shown_and_settled(phone, sign_in, group, ask):
    session = new_session(ask, group, 5)
    page = signed_in(phone, session)
    phone.set_offline(True)
    mark(page, 1, "late")
    eventually(lambda: "(1)" in status(page))
    otto = sign_in(accounts.COLLEAGUE, PHONE)
    otto.goto(f"/sessions/{session}/roll-call/")
    mark(otto, 1, "excused")
    otto.locator(".foot-bar button").click()
    otto.wait_for_selector("#status[data-state=saved]")
    phone.set_offline(False)
    page.wait_for_selector("#roll-conflicts li.row")
    page.wait_for_selector("#status[data-state=conflict]")
    check_page_of(page)
    page.locator("#roll-conflicts button[name=take]").click()
    eventually(lambda: page.locator("#roll-conflicts li.row").count() == 0)
    assert page.locator(".roll > li:nth-child(1) .segment-input[value=late]").is_checked()
    assert dict(ask(MARKS, session)) == {"late": 1, "present": 11}
    otto.reload()
    otto.locator("details summary").click()
    check_page(otto)


def check_page_of(page: Page) -> None:
    """Without what a network that fails writes to the console."""
    page.faults = []
    check_page(page)


@pytest.mark.parametrize("fault", ["500", "captive"])
def test_what_answers_without_being_the_portal_loses_nothing(phone, group, ask, fault):
    session = new_session(ask, group, 6 + len(fault))
    page = signed_in(phone, session)
    status_code = 500 if fault == "500" else 200
    body = "<html><body>Velkommen til vores net</body></html>"
    phone.route(
        "**/roll-call*/", lambda route: route.fulfill(status=status_code, body=body, content_type="text/html")
    )
    mark(page, 1, "late")
    page.locator(".foot-bar button").click()
    eventually(lambda: "(1)" in status(page))
    assert page.locator("#roll-call-form").count() == 1
    phone.unroute("**/roll-call*/")
    eventually(lambda: dict(ask(MARKS, session)) == {"late": 1, "present": 11})
    page.wait_for_selector("#status[data-state=saved]")
    assert ask(SAVES, str(session)) == [(1,)]

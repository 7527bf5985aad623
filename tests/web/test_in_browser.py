"""What only a browser can tell: contrast, focus, overflow, and the policy on what may run.

Seen to fail: without labels, with a word mark of 500 px, and without samklang.js.
"""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tests.db.people import PASSWORD

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
OPEN_PAGES = ["/account/sign-in/", "/account/password/reset/", "/account/password/reset/sent/", "/nowhere/"]
SIGNED_IN_PAGES = ["/components/", "/form/", "/account/password/", "/account/sign-out/"]


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with pytest.MonkeyPatch.context() as patch, sync_playwright() as playwright:
        # Playwright's own event loop runs in this thread; Django would take it for asynchronous code.
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=FLAGS)
        yield browser
        browser.close()


@contextmanager
def opened(browser: Browser, address: str, width: int, scheme: str) -> Iterator[BrowserContext]:
    context = browser.new_context(
        base_url=address,
        viewport={"width": width, "height": 800},
        color_scheme=scheme,
        locale="en-GB",
        reduced_motion="reduce",
    )
    context.set_default_timeout(10_000)
    yield context
    context.close()


@pytest.fixture(params=[(320, "light"), (390, "dark"), (1280, "light")], ids=str)
def window(chromium, live_server, request) -> Iterator[BrowserContext]:
    with opened(chromium, live_server.url, *request.param) as context:
        yield context


@pytest.fixture
def phone(chromium, live_server) -> Iterator[BrowserContext]:
    with opened(chromium, live_server.url, 390, "light") as context:
        yield context


def watched(window: BrowserContext) -> tuple[Page, list[str]]:
    """A page, and what its console says against it."""
    page = window.new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: said.append(str(error)))
    return page, said


def faults(page: Page) -> list[str]:
    violations = Axe().run(page).response["violations"]
    return [f"{found['id']}: {node['html']}" for found in violations for node in found["nodes"]]


def assert_fits(page: Page) -> None:
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), page.url


def sign_in(page: Page, email: str) -> None:
    page.goto("/account/sign-in/")
    page.get_by_label("E-mail").fill(email)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url("**/")


def test_pages_for_strangers_have_no_fault_and_fit(window):
    page, said = watched(window)
    for address in OPEN_PAGES:
        page.goto(address)
        assert faults(page) == []
        assert_fits(page)
    assert [text for text in said if "404" not in text] == []


def test_a_refused_sign_in_has_no_fault_and_takes_one_to_the_field(window, ida):
    page, _ = watched(window)
    page.goto("/account/sign-in/")
    page.get_by_label("E-mail").fill(ida.email)
    page.get_by_label("Password").fill("wrong")
    page.get_by_role("button", name="Sign in").click()
    assert page.locator(".ds-error-summary").evaluate("summary => summary === document.activeElement")
    assert faults(page) == []
    assert_fits(page)
    page.locator(".ds-error-summary a").click()
    assert page.get_by_label("Password").evaluate("field => field === document.activeElement")


def test_pages_of_who_is_signed_in_have_no_fault_and_fit(window, ida):
    page, said = watched(window)
    sign_in(page, ida.email)
    for address in SIGNED_IN_PAGES:
        page.goto(address)
        assert faults(page) == []
        assert_fits(page)
    assert said == []


def test_marks_of_a_roll_call_are_large_enough_for_a_thumb(phone, ida):
    page, _ = watched(phone)
    sign_in(page, ida.email)
    page.goto("/components/")
    for mark in page.locator(".segment").all():
        box = mark.bounding_box()
        assert box["height"] >= 44
        assert box["width"] >= 44


def test_the_menu_opens_by_keyboard_and_closes_by_escape(window, ida):
    page, _ = watched(window)
    sign_in(page, ida.email)
    menu, link = page.get_by_role("button", name="Menu"), page.get_by_role("link", name="Today")
    if page.viewport_size["width"] > 768:
        assert link.is_visible()
        assert not menu.is_visible()
        return
    assert not link.is_visible()
    menu.press("Enter")
    assert link.is_visible()
    assert faults(page) == []
    page.keyboard.press("Escape")
    assert not link.is_visible()


def test_a_wrong_form_is_swapped_in_with_what_was_typed(phone, ida):
    page, said = watched(phone)
    sign_in(page, ida.email)
    page.goto("/form/")
    page.get_by_label("Name").fill("Tirsdag")
    page.get_by_role("button", name="Save the group").click()
    page.locator(".ds-error-summary").wait_for()
    assert page.get_by_label("Name").input_value() == "Tirsdag"
    assert faults(page) == []
    assert [text for text in said if "422" not in text] == []


def test_a_page_left_open_still_saves_after_signing_in_again_elsewhere(phone, ida):
    page, _ = watched(phone)
    sign_in(page, ida.email)
    page.goto("/form/")
    other = phone.new_page()
    phone.clear_cookies(name="sessionid")
    sign_in(other, ida.email)
    with page.expect_response("**/form/") as answered:
        page.get_by_role("button", name="Save the group").click()
    assert answered.value.status == 422


def test_what_was_typed_survives_a_sign_out_and_a_lost_network(phone, ida):
    page, _ = watched(phone)
    sign_in(page, ida.email)
    page.goto("/kept/")
    page.get_by_label("Name").fill("Tirsdag")
    save = page.get_by_role("button", name="Save the group")
    phone.clear_cookies(name="sessionid")
    save.click()
    page.get_by_text("You have been signed out.").wait_for()
    assert faults(page) == []
    phone.set_offline(True)
    save.click()
    page.get_by_text("No contact with Samklang.").wait_for()
    assert page.get_by_label("Name").input_value() == "Tirsdag"
    phone.set_offline(False)
    sign_in(phone.new_page(), ida.email)
    save.click()
    page.locator(".ds-error-summary").wait_for()
    assert page.get_by_label("Name").input_value() == "Tirsdag"
    assert not page.get_by_text("No contact with Samklang.").is_visible()

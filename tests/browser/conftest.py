from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager

import psycopg
import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from portal.demonstration import accounts
from tests.browser.portals import Portal, make_template, portal_with_servers

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
PHONE, DESKTOP = {"width": 390, "height": 844}, {"width": 1280, "height": 900}

SignIn = Callable[..., Page]


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with pytest.MonkeyPatch.context() as patch, sync_playwright() as playwright:
        # Playwright's own event loop runs in this thread; Django would take it for asynchronous code.
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> None:
    make_template(tmp_path_factory.mktemp("template"))


@pytest.fixture(scope="module")
def portal(template, request, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Portal]:
    """A portal of its own for a module: what one walk changes, no other meets."""
    name = request.module.__name__.rsplit(".", 1)[-1]
    number = 1 + sum(map(ord, name)) % 15
    with portal_with_servers(name, tmp_path_factory.mktemp(name), number) as running:
        yield running


@pytest.fixture
def ask(portal: Portal) -> Callable[..., list[tuple]]:
    """What the portal's database says, past all of its code."""

    def answer(query: str, *values: object) -> list[tuple]:
        with psycopg.connect(portal.environment["DATABASE_URL"]) as connection:
            return connection.execute(query, values).fetchall()

    return answer


@contextmanager
def opened(browser: Browser, url: str, size: dict[str, int], locale: str = "da-DK") -> Iterator[Page]:
    context = browser.new_context(base_url=url, viewport=size, locale=locale, reduced_motion="reduce")
    context.set_default_timeout(60_000)
    page = context.new_page()
    page.faults = []
    page.on("pageerror", lambda error: page.faults.append(str(error)))
    page.on("console", lambda said: page.faults.append(said.text) if said.type == "error" else None)
    yield page
    context.close()


@pytest.fixture
def sign_in(chromium: Browser, portal: Portal) -> Iterator[SignIn]:
    """Signs somebody of the demonstration in, in a browser of her own."""
    with ExitStack() as browsers:

        def enter(email: str, size: dict[str, int] = DESKTOP) -> Page:
            page = browsers.enter_context(opened(chromium, portal.url, size))
            fill_in(page, email)
            return page

        yield enter


def fill_in(page: Page, email: str) -> None:
    page.goto("/account/sign-in/")
    page.fill("input[name=login]", email)
    page.fill("input[name=password]", accounts.PASSWORD)
    page.click("main button[type=submit]")
    page.wait_for_url(lambda url: "/account/sign-in/" not in url)

"""Ten scripts with whole pages: two phones, a network that fails, killed tabs, clocks a day wrong."""

import random
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Route

from portal.demonstration import accounts
from tests.browser.conftest import PHONE, fill_in
from tests.browser.roll_model import Model, Saving
from tests.browser.roll_places import new_session, with_twelve_children

SEEDS = range(1, 11)
FAULTS = ("offline", "500", "captive", "lost answer", "signed out")
MARKS = ("present", "late", "excused", "unexcused")
HELD = """
    SELECT participant_id, mark FROM participants_attendance WHERE session_id = %s ORDER BY participant_id
"""
OPEN = """
    SELECT conflict.participant_id, sender.email, conflict.arrived FROM participants_rollconflict conflict
    JOIN accounts_user sender ON sender.id = conflict.sent_by_id
    WHERE session_id = %s AND settled_at IS NULL AND participant_id IS NOT NULL
"""
DOUBLED = (
    "SELECT count(*) - count(DISTINCT participant_id) FROM participants_attendance WHERE session_id = %s"
)
CONTROLLED = """
    navigator.serviceWorker.ready.then(() => new Promise((resolve) => {
        if (navigator.serviceWorker.controller) resolve();
        else navigator.serviceWorker.oncontrollerchange = () => resolve();
    }))
"""


@dataclass
class Phone:
    context: BrowserContext
    email: str
    page: Page | None = None
    shown: dict[str, str] = field(default_factory=dict)

    def open(self, session: int) -> None:
        self.page = self.page or self.context.new_page()
        self.page.goto(f"/sessions/{session}/roll-call/")
        self.page.wait_for_selector("#roll-call-form")
        self.shown = self.marked()

    def marked(self) -> dict[str, str]:
        boxes = "input[name^=mark-]:checked"
        return dict(self.page.eval_on_selector_all(boxes, "all => all.map((one) => [one.name, one.value])"))

    def mark(self, name: str, value: str) -> None:
        self.page.locator(f"input[name={name}][value={value}]").check(force=True)

    def save(self) -> None:
        self.page.locator(".foot-bar button").click()

    def kill(self) -> None:
        self.page.close()
        self.page = None

    def saving(self) -> Saving:
        return Saving(self.email, dict(self.shown), self.marked())


@pytest.fixture(scope="module")
def group(portal) -> int:
    return with_twelve_children(portal)


@pytest.fixture(scope="module")
def phones(chromium: Browser, portal, group) -> Iterator[tuple[Phone, Phone]]:
    """Signed in once; the first has a clock that is a day ahead or behind in two of three scripts."""
    made = []
    for email in (accounts.TEACHER, accounts.COLLEAGUE):
        context = chromium.new_context(base_url=portal.url, viewport=PHONE, locale="da-DK")
        context.set_default_timeout(60_000)
        page = context.new_page()
        fill_in(page, email)
        made.append(Phone(context, email, page))
    yield made[0], made[1]
    for phone in made:
        phone.context.close()


def eventually(true: Callable[[], bool], said: str) -> None:
    until = time.monotonic() + 60
    while not true():
        assert time.monotonic() < until, said
        time.sleep(0.05)


def answered_into_the_void(route: Route) -> None:
    """The portal gets it, and its answer is lost."""
    route.fetch()
    route.abort("connectionreset")


def begins(phone: Phone, fault: str) -> None:
    if fault == "offline":
        phone.context.set_offline(True)
    elif fault == "signed out":
        phone.context.clear_cookies(name="sessionid")
    else:
        body = "<html><body>Velkommen til vores net</body></html>"
        status = 500 if fault == "500" else 200
        phone.context.route(
            "**/roll-call*/",
            answered_into_the_void
            if fault == "lost answer"
            else lambda route: route.fulfill(status=status, body=body, content_type="text/html"),
        )


def ends(phone: Phone, fault: str) -> None:
    if fault == "offline":
        phone.context.set_offline(False)
    elif fault == "signed out":
        beside = phone.context.new_page()
        fill_in(beside, phone.email)
        beside.close()
        if phone.page:
            # A browser without a window never tells that somebody looks at a page again.
            phone.page.evaluate("window.dispatchEvent(new Event('focus'))")
    else:
        phone.context.unroute("**/roll-call*/")


def waits(phone: Phone) -> bool:
    return "(" in phone.page.locator("#status").inner_text()


@dataclass
class Whole:
    """One script: what happens is drawn from its seed, and the model hears of what reaches the portal."""

    seed: int
    ida: Phone
    otto: Phone
    session: int
    ask: Callable
    model: Model = field(default_factory=Model)

    def __post_init__(self) -> None:
        self.draw = random.Random(self.seed)
        self.fault = FAULTS[self.seed % len(FAULTS)]
        self.said = f"seed {self.seed}, {self.fault}"
        self.arrives_at_once = self.fault == "lost answer"

    def run(self) -> None:
        for phone in (self.ida, self.otto):
            phone.open(self.session)
        self.ida.page.evaluate(CONTROLLED)
        kept = self.without_network()
        if self.draw.random() < 0.8:
            self.somebody_else_saves()
        self.network_is_back()
        if not self.arrives_at_once:
            self.model.arrives(kept)

    def without_network(self) -> Saving:
        begins(self.ida, self.fault)
        self.marks_some(self.ida)
        self.ida.save()
        eventually(lambda: waits(self.ida), f"{self.said}: nothing waits")
        kept = self.ida.saving()
        if self.arrives_at_once:
            eventually(lambda: bool(self.ask(HELD, self.session)), f"{self.said}: it did not arrive")
            self.model.arrives(kept)
        return kept

    def marks_some(self, phone: Phone) -> None:
        for name in self.draw.sample(sorted(phone.shown), self.draw.randint(1, 4)):
            phone.mark(name, self.draw.choice(MARKS))

    def somebody_else_saves(self) -> None:
        self.otto.open(self.session)
        self.marks_some(self.otto)
        self.model.arrives(self.otto.saving())
        self.otto.save()
        self.otto.page.wait_for_selector("#status[data-state=saved]")

    def network_is_back(self) -> None:
        killed = self.draw.random() < 0.5
        if killed:
            self.ida.kill()
        ends(self.ida, self.fault)
        if killed:
            self.ida.page = self.ida.context.new_page()
            self.ida.page.goto("/today/")

    def held(self) -> dict[str, str]:
        return {f"mark-{pk}": mark for pk, mark in self.ask(HELD, self.session)}

    def conflicts(self) -> list[tuple[str, str, str]]:
        return sorted((f"mark-{pk}", email, mark) for pk, email, mark in self.ask(OPEN, self.session))

    def is_as_it_must_be(self) -> bool:
        return (self.held(), self.conflicts()) == (self.model.held, self.model.conflicts())


@pytest.mark.parametrize("seed", SEEDS)
def test_a_script_with_whole_pages_loses_nothing_and_shows_every_conflict(seed, phones, group, ask):
    ida, otto = phones
    ida.context.clock.set_system_time(time.time() + (seed % 3 - 1) * 86_400)
    script = Whole(seed, ida, otto, new_session(ask, group, 10 * seed), ask)
    script.run()
    eventually(script.is_as_it_must_be, script.said)
    assert ask(DOUBLED, script.session) == [(0,)]
    for phone in phones:
        phone.open(script.session)
        shown = phone.page.locator("#roll-conflicts li.row").count()
        assert shown == len(script.model.conflicts()), script.said
    assert script.is_as_it_must_be(), script.said

"""The page's own queue over a network that fails in every way, against the portal's own endpoint.

What must come out is said by a model that shares no code with either. Seen to fail: with entries sent in the
reverse order or kept as their notes happen to be sealed, changed when they may have arrived, dropped when
they go, taken as arrived from a page that is not the portal's, sent by whoever has signed in; and with a
portal that forgets what has counted, keeps no conflict, lets the later win, or writes no corrections.
"""

import json
from collections.abc import Callable, Iterator
from contextvars import copy_context
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Route

from participants.models import MarkChange, RollConflict, RollEntry
from participants.roll import read_roll
from participants.roll_tokens import token_of
from participants.views.roll_history import open_conflicts
from programmes.models import Session
from tests.browser.roll_model import own
from tests.browser.roll_phones import PHONES, Script, sessions
from tests.db.people import WHY, Samklang
from tests.guards.tree import ROOT

pytestmark = pytest.mark.django_db
SEEDS = range(1, 201)
ORIGIN = "https://samklang.test"
PAGE = "<!doctype html><title>Phones</title><script type=module src=/phones.js></script>"


def serve(route: Route) -> None:
    path = route.request.url.removeprefix(ORIGIN)
    files = {"/phones.js": Path(__file__).with_name("phones.js")}
    if path == "/":
        route.fulfill(body=PAGE, content_type="text/html")
    else:
        file = files.get(path, ROOT / path.removeprefix("/"))
        route.fulfill(body=file.read_text(), content_type="text/javascript")


@pytest.fixture
def phones(chromium: Browser) -> Iterator[Page]:
    context = chromium.new_context()
    context.route("**/*", serve)
    page = context.new_page()
    yield page
    context.close()


def connect(phones: Page, deliver: Callable[[str, str], dict]) -> None:
    """The portal is asked from where the test stands: elsewhere Django would open a connection of its own."""
    here = copy_context()
    phones.expose_function("deliver", lambda user, body: here.run(deliver, user, body))
    phones.goto(f"{ORIGIN}/")


def of_pages(script: Script) -> Iterator[tuple[dict[str, str], int]]:
    """What the portal holds of the roll for each user, and how many conflicts it shows her."""
    session = Session.objects.everything(why=WHY).get(pk=script.session.pk)
    for user in ("ida", "bodil"):
        roll = read_roll(session, script.user(user))
        yield {own(key, user): value for key, value in roll.stored.items()}, len(open_conflicts(roll))


def kept_beside(script: Script) -> list[tuple[str, str, str]]:
    rows = RollConflict.objects.everything(why=WHY).open().filter(session=script.session)
    names = {script.user(name).pk: name for name in ("ida", "bodil")}
    return sorted((own(row.key, names[row.sent_by_id]), names[row.sent_by_id], row.arrived) for row in rows)


def check(script: Script) -> None:
    said = f"seed {script.seed}"
    for entries in script.kept.values():
        assert [entry for entry in script.arrived if entry in entries] == entries, f"{said}: out of order"
    counted = RollEntry.objects.everything(why=WHY).filter(session=script.session)
    assert {str(row.entry) for row in counted} == set(script.savings) == set(script.arrived), f"{said}: lost"
    if not script.model.savings:
        return
    conflicts = script.model.conflicts()
    assert kept_beside(script) == conflicts, said
    for held, shown in of_pages(script):
        assert held == {key: script.model.held.get(key, "0") for key in held}, said
        assert shown == len(conflicts), f"{said}: unseen"
    assert corrections_of(script) == sorted(script.model.corrections), f"{said}: corrections"


def corrections_of(script: Script) -> list[tuple[str, str, str, str]]:
    names = {script.user(name).pk: name for name in ("ida", "bodil")}
    rows = MarkChange.objects.everything(why=WHY).filter(session=script.session)
    return sorted(
        (f"mark-{row.participant_id}", row.before, row.after, names[row.changed_by_id]) for row in rows
    )


def test_two_hundred_scripts_lose_nothing_double_nothing_and_show_every_conflict(
    samklang: Samklang, phones: Page, browser_of
):
    print(f"seeds {SEEDS}")
    clients = {name: browser_of(getattr(samklang, name)) for name in ("ida", "bodil")}
    scripts = [
        Script(seed, phones, samklang, session, clients)
        for seed, session in zip(SEEDS, sessions(samklang, len(SEEDS)), strict=True)
    ]
    running: list[Script] = []
    connect(phones, lambda user, body: running[-1].deliver(user, body))
    for script in scripts:
        running.append(script)
        phones.evaluate("days => harness.skew(days)", script.seed % 3 - 1)
        script.run()
        check(script)
    conflicts = sum(len(script.model.conflicts()) for script in scripts)
    arrived = sum(len(script.arrived) for script in scripts)
    print(f"{arrived} entries, {conflicts} conflicts")
    assert conflicts > len(SEEDS) / 4
    assert arrived > 1.5 * len(SEEDS)


def test_what_the_portal_cannot_answer_holds_up_no_other_session(
    samklang: Samklang, phones: Page, browser_of
):
    clients = {"ida": browser_of(samklang.ida)}
    broken, whole = (Script(1, phones, samklang, session, clients) for session in sessions(samklang, 2))

    def deliver(user: str, body: str) -> dict[str, object]:
        if token_of(broken.session.pk) in body:
            return {"status": 500, "text": "Server error"}
        return whole.deliver(user, body)

    connect(phones, deliver)
    phones.evaluate("names => harness.reset(names)", list(PHONES))
    for script in (broken, whole, broken, whole):
        script.open("first", "ida")
        script.mark("first")
    assert phones.evaluate("given => harness.send(given)", ["first", 1]) == ["trouble"]
    assert sorted(whole.arrived) == sorted(whole.savings)
    waiting = json.loads(phones.evaluate("name => harness.dump(name)", "first"))
    assert {row["session"] for row in waiting} == {token_of(broken.session.pk)}
    assert {row["entry"] for row in waiting} == set(broken.savings)


def test_what_waits_holds_no_name_no_number_and_no_readable_note(
    samklang: Samklang, phones: Page, browser_of
):
    script = Script(1, phones, samklang, samklang.yesterday, {"ida": browser_of(samklang.ida)})
    connect(phones, script.deliver)
    phones.evaluate("names => harness.reset(names)", list(PHONES))
    script.open("first", "ida")
    for _ in range(10):
        script.mark("first")
    [row] = json.loads(phones.evaluate("name => harness.dump(name)", "first"))
    whole = json.dumps(row, ensure_ascii=False)
    assert row["note"] and row["values"]
    for word in ("Amina", "Bo", "Ida", "sang", "dansede", "Rytmer", "mark-", "adult-", "Prøvevangen"):
        assert word not in whole
    assert set(row["values"].values()) <= {
        "present",
        "late",
        "excused",
        "unexcused",
        "yes",
        "",
        *"0123456789",
        "15",
        "30",
    }

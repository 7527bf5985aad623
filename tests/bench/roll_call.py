"""Opening and saving a roll call over HTTP, next to empty pages of the same server and to bare SQL."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from tests.bench.browser import Browser, Form
from tests.bench.table import Table, median, times
from tests.bench.through_psycopg import open_rows, save_rows
from tests.bench.world import SIZES, World

FRAME, BARE = "/frame/", "/empty/"
ROUNDS = 120
WARM = 10
MOST_QUERIES, OPENING, SAVING = 12, 3.0, 4.0
ABSENT = ("excused", "unexcused")
Row = TypeVar("Row")


@dataclass
class InTurn:
    """Seconds of what was asked, and of the two empty pages right before each."""

    asked: list[float] = field(default_factory=list)
    framed: list[float] = field(default_factory=list)
    bare: list[float] = field(default_factory=list)

    def compare(self, table: Table, what: str, most: float) -> None:
        """The bar is the empty page in the portal's frame; the bare one is told beside it (decision 0013)."""
        table.bar(f"{what}, times the empty page", self._times(self.framed), most, "×", decimals=2)
        table.tell("  times the bare page, without any template", f"{self._times(self.bare):.2f} ×")

    def _times(self, empty: list[float]) -> float:
        return median(self.asked) / median(empty)


def in_turn(browser: Browser, rows: Sequence[Row], ask: Callable[[Row], float]) -> InTurn:
    measured = InTurn()
    for number, row in enumerate(rows):
        bare, framed = browser.get(BARE).seconds, browser.get(FRAME).seconds
        asked = ask(row)
        if number >= WARM:
            measured.bare.append(bare)
            measured.framed.append(framed)
            measured.asked.append(asked)
    return measured


def path_of(session_id: int) -> str:
    return f"/sessions/{session_id}/roll-call/"


def filled_in(browser: Browser, session_id: int) -> dict[str, str]:
    """The form as it opens, with one child away, a note and half an hour of preparation."""
    fields = Form(browser.get(path_of(session_id)).body, "roll-call-form").fields
    children = [name for name in fields if name.startswith("mark-")]
    return fields | {children[0]: ABSENT[0], "note": "Vi øvede en ny sang.", "preparation": "30"}


def measure_opening(table: Table, browser: Browser, world: World) -> None:
    session = world.unlogged[0]

    def open_it(pk: int) -> float:
        return browser.get(path_of(pk)).seconds

    opened = in_turn(browser, [session.pk] * (ROUNDS + WARM), open_it)
    table.tell("an empty page of the portal, signed in", times(opened.framed))
    table.tell("  a bare page, without any template", times(opened.bare))
    table.tell("opening a roll call of 20", times(opened.asked))
    table.tell("  the same rows through psycopg", times([open_rows(session.pk) for _ in range(ROUNDS)]))
    opened.compare(table, "opening", OPENING)


def measure_saving(table: Table, browser: Browser, world: World) -> None:
    *sessions, last = world.unlogged
    half = len(sessions) // 2
    forms = {session.pk: filled_in(browser, session.pk) for session in sessions}

    def save(pk: int, *, htmx: bool = False) -> float:
        return browser.post(path_of(pk), forms[pk], htmx=htmx).seconds

    saved = in_turn(browser, [session.pk for session in sessions[:half]], save)
    table.tell("saving it for the first time", times(saved.asked))
    table.tell("  the same rows through psycopg", times([save_rows(last.pk) for _ in range(ROUNDS)]))
    saved.compare(table, "saving", SAVING)
    with_page = [save(session.pk, htmx=True) for session in sessions[half:]]
    table.tell("  as a fragment: with the page after it", times(with_page))


def measure_queries(table: Table, browser: Browser, world: World) -> None:
    for size in SIZES:
        session = world.by_size[size].pk
        opened = browser.get(path_of(session))
        fields = Form(opened.body, "roll-call-form").fields
        saved = browser.post(path_of(session), fields)
        marks = [name for name in fields if name.startswith("mark-")]
        again = browser.post(path_of(session), fields | dict.fromkeys(marks, ABSENT[1]))
        counts = {"opening": opened, "saving": saved, "saving again, all marks changed": again}
        for what, answer in counts.items():
            table.bar(f"{what}: {size} children", answer.queries, MOST_QUERIES, "queries")

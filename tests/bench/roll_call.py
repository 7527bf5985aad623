"""Opening and saving a roll call over HTTP, next to an empty page of the same server and to bare SQL."""

from collections.abc import Callable, Sequence
from typing import TypeVar

from tests.bench.browser import Browser, Form
from tests.bench.table import Table, median, times
from tests.bench.through_psycopg import open_rows, save_rows
from tests.bench.world import SIZES, World

EMPTY, FRAME = "/empty/", "/frame/"
ROUNDS = 120
WARM = 10
MOST_QUERIES, OPENING, SAVING = 12, 3.0, 4.0
ABSENT = ("excused", "unexcused")
Measured = TypeVar("Measured")


def in_turn(
    browser: Browser, rows: Sequence[Measured], ask: Callable[[Measured], float]
) -> tuple[list[float], list[float]]:
    """Seconds of `ask` for each row, and of the empty page right before each."""
    for row in rows[:WARM]:
        browser.get(EMPTY)
        ask(row)
    empty, asked = [], []
    for row in rows[WARM:]:
        empty.append(browser.get(EMPTY).seconds)
        asked.append(ask(row))
    return asked, empty


def path_of(session_id: int) -> str:
    return f"/sessions/{session_id}/roll-call/"


def filled_in(browser: Browser, session_id: int) -> dict[str, str]:
    """The form as it opens, with one child away, a note and half an hour of preparation."""
    fields = Form(browser.get(path_of(session_id)).body, "roll-call-form").fields
    children = [name for name in fields if name.startswith("mark-")]
    return fields | {children[0]: ABSENT[0], "note": "Vi øvede en ny sang.", "preparation": "30"}


def measure_opening(table: Table, browser: Browser, world: World) -> None:
    session = world.unlogged[0]
    framed: list[float] = []

    def open_it(pk: int) -> float:
        framed.append(browser.get(FRAME).seconds)
        return browser.get(path_of(pk)).seconds

    opened, empty = in_turn(browser, [session.pk] * (ROUNDS + WARM), open_it)
    table.tell("an empty signed-in page", times(empty))
    table.tell("  the same within the portal's frame", times(framed[WARM:]))
    table.tell("opening a roll call of 20", times(opened))
    table.tell("  the same rows through psycopg", times([open_rows(session.pk) for _ in range(ROUNDS)]))
    table.tell(
        "opening, times the empty page within the frame", f"{median(opened) / median(framed[WARM:]):.2f} ×"
    )
    table.bar("opening, times the empty page", median(opened) / median(empty), OPENING, "×", decimals=2)


def measure_saving(table: Table, browser: Browser, world: World) -> None:
    *sessions, last = world.unlogged
    half = len(sessions) // 2
    forms = {session.pk: filled_in(browser, session.pk) for session in sessions}

    def save(pk: int, *, htmx: bool = False) -> float:
        return browser.post(path_of(pk), forms[pk], htmx=htmx).seconds

    saved, empty = in_turn(browser, [session.pk for session in sessions[:half]], save)
    table.tell("saving it for the first time", times(saved))
    table.tell("  the same rows through psycopg", times([save_rows(last.pk) for _ in range(ROUNDS)]))
    table.bar("saving, times the empty page", median(saved) / median(empty), SAVING, "×", decimals=2)
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

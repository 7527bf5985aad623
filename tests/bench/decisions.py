"""Giving a place to an applicant over HTTP, next to empty pages of the same server."""

from tests.bench.browser import Browser
from tests.bench.roll_call import in_turn
from tests.bench.table import Table, times
from tests.bench.world import World

DECIDING = 8.0


def measure_deciding(table: Table, browser: Browser, world: World) -> None:
    queries = []

    def approve(pk: int, *, htmx: bool = False) -> float:
        answer = browser.post(f"/enrolments/{pk}/approve/", {"based_on": "applied", "grounds": ""}, htmx=htmx)
        queries.append(answer.queries)
        return answer.seconds

    half = len(world.applied) // 2
    decided = in_turn(browser, world.applied[:half], approve)
    table.tell("deciding a place", f"{times(decided.asked)}  {max(queries)} queries")
    decided.compare(table, "deciding", DECIDING)
    with_list = [approve(pk, htmx=True) for pk in world.applied[half:]]
    table.tell("  as a fragment: with the group's lists after it", times(with_list))

"""How the tests are shared among processes."""

from collections.abc import Iterator
from contextlib import contextmanager
from types import SimpleNamespace

import pytest
from execnet import XSpec

from tests.processes import ROOT
from tests.side_by_side import (
    LONGEST_FIRST,
    longest_first,
    parts,
    pytest_xdist_make_scheduler,
    pytest_xdist_setupnodes,
)

FILLED = ["a.py::one", "a.py::two", "b.py::one", "c.py::one", "c.py::two"]
EMPTYING = ["b.py::empties", "c.py::empties", "d.py::empties"]
COLLECTED = FILLED + EMPTYING


class Node:
    """A process as the scheduler sees it: it is given numbers of tests, and says when one is done."""

    def __init__(self, name: str) -> None:
        self.gateway = SimpleNamespace(id=name)
        self.shutting_down = False
        self.given: list[str] = []
        self.done = 0

    def send_runtest_some(self, indices: list[int]) -> None:
        self.given += [COLLECTED[index] for index in indices]

    def shutdown(self) -> None:
        self.shutting_down = True


def handed_out() -> list[Node]:
    """Both processes after all is done; the first does two tests while the other does one."""
    option = SimpleNamespace(loadscopereorder=True)
    config = SimpleNamespace(option=option, getvalue=lambda name: ["2*popen"] if name == "tx" else None)
    scheduler = pytest_xdist_make_scheduler(config, SimpleNamespace(loadscopesched=lambda *words: None))
    nodes = [Node("quick"), Node("slow")]
    for node in nodes:
        scheduler.add_node(node)
    for node in nodes:
        scheduler.add_node_collection(node, COLLECTED)
    scheduler.schedule()
    while any(node.done < len(node.given) for node in nodes):
        for node in (nodes[0], nodes[0], nodes[1]):
            if node.done < len(node.given):
                node.done += 1
                scheduler.mark_test_complete(node, COLLECTED.index(node.given[node.done - 1]))
    return nodes


def test_each_test_is_handed_out_once() -> None:
    quick, slow = handed_out()
    assert sorted(quick.given + slow.given) == sorted(COLLECTED)
    assert quick.given and slow.given


def test_a_process_that_emptied_its_database_gets_no_test_that_needs_it_filled() -> None:
    for node in handed_out():
        emptied = [test in EMPTYING for test in node.given]
        assert emptied == sorted(emptied), node.given


def test_a_file_stays_together_but_for_what_empties_the_database() -> None:
    by_part: dict[str, list[str]] = {}
    for test, part in parts(COLLECTED):
        by_part.setdefault(part, []).append(test)
    assert [*by_part.values()] == [FILLED[:2], FILLED[2:3], FILLED[3:], *([one] for one in EMPTYING)]


def test_each_process_has_servers_of_its_own_which_end_with_the_tests(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    running: list[str] = []

    @contextmanager
    def services() -> Iterator[SimpleNamespace]:
        name = f"postgres://{len(running)}"
        running.append(name)
        yield SimpleNamespace(environment=lambda: {"DATABASE_URL": name})
        running.remove(name)

    monkeypatch.setattr("tests.side_by_side.private_services", services)
    at_the_end = []
    specs = [XSpec("popen"), XSpec("popen")]
    pytest_xdist_setupnodes(SimpleNamespace(add_cleanup=at_the_end.append), specs)
    assert [spec.env["DATABASE_URL"] for spec in specs] == running
    assert len(set(running)) == 2
    at_the_end[0]()
    assert running == []


def test_what_is_named_as_long_exists_and_comes_first() -> None:
    assert all((ROOT / name).exists() for name in LONGEST_FIRST)
    items = [SimpleNamespace(nodeid=f"{name}::test") for name in ["tests/db/test_sms.py", *LONGEST_FIRST]]
    assert sorted(items, key=longest_first) == [*items[1:], items[0]]

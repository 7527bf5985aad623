"""Several processes share the tests, each with a PostgreSQL, a Redis and files of its own."""

import os
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from functools import cached_property

import pytest
from execnet import XSpec
from xdist.remote import Producer
from xdist.scheduler import LoadScopeScheduling

from tests.services import private_services

LONGEST_FIRST = (
    "tests/guards/test_access.py",
    "tests/guards/test_canary.py",
    "tests/faults/",
    "tests/browser/",
    "tests/infrastructure/",
)
"""What would keep one process busy when the others have come to their end."""


class ByFile(LoadScopeScheduling):
    """Hands out the tests of one file after another, in the order in which they were collected.

    A file stands twice in that order if some of its tests empty the database: those come after all others,
    and a process that was given one of them is given no others later (tests/infrastructure/test_order.py).
    """

    @cached_property
    def _parts(self) -> dict[str, str]:
        return dict(parts(self.collection or []))

    def _split_scope(self, nodeid: str) -> str:
        return self._parts[nodeid]


def parts(nodeids: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Each test with the name of the part in which it is handed out."""
    number, before = 0, ""
    for nodeid in nodeids:
        file = nodeid.partition("::")[0]
        number += file != before
        before = file
        yield nodeid, f"{number} {file}"


def pytest_xdist_auto_num_workers() -> int:
    """One more than there are processors: many tests wait for a worker or a browser."""
    return len(os.sched_getaffinity(0)) + 1


def pytest_xdist_setupnodes(config: pytest.Config, specs: Sequence[XSpec]) -> None:
    servers = ExitStack()
    config.add_cleanup(servers.close)
    for spec in specs:
        spec.env.update(servers.enter_context(private_services()).environment())


def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> ByFile:
    config.option.loadscopereorder = False
    return ByFile(config, log)


def longest_first(item: pytest.Item) -> int:
    matching = (number for number, start in enumerate(LONGEST_FIRST) if item.nodeid.startswith(start))
    return next(matching, len(LONGEST_FIRST))


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """pytest-django, which is asked next, moves what empties the database to the end."""
    items.sort(key=longest_first)

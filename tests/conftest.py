import gc
from collections.abc import Callable, Iterator

import pytest
from django.core.management import call_command
from django.db import connection, transaction
from django.test import Client

from portal.accounts.models import User
from tests.db.people import Samklang, build
from tests.db.statistics import count_rows
from tests.side_by_side import (  # noqa: F401
    pytest_collection_modifyitems,
    pytest_xdist_auto_num_workers,
    pytest_xdist_make_scheduler,
    pytest_xdist_setupnodes,
)


def pytest_collection_finish() -> None:
    """What is imported by now stays: the collector need not look at it again and again."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 100)


@pytest.fixture(scope="session")
def django_db_modify_db_settings(tmp_path_factory: pytest.TempPathFactory) -> None:
    """SQLite in a file, as the default has it, and not in memory, where threads would share a connection."""
    if connection.vendor == "sqlite":
        connection.settings_dict["TEST"]["NAME"] = str(tmp_path_factory.mktemp("db") / "tests.sqlite3")


@pytest.fixture
def samklang(db) -> Samklang:
    """Schools, people, a run, groups and sessions: see tests/db/people.py."""
    return build()


@pytest.fixture
def browser_of() -> Callable[[User], Client]:
    """A browser in which a user has signed in."""

    def sign_in(user: User) -> Client:
        client = Client()
        client.force_login(user)
        return client

    return sign_in


@pytest.fixture(scope="module")
def demonstration(django_db_setup, django_db_blocker) -> Iterator[None]:
    """The demonstration, loaded once for a module and gone after it; not for tests that need commits.

    Such a module is marked `django_db` as well: without the mark there is no test database.
    """
    with django_db_blocker.unblock(), transaction.atomic():
        call_command("demonstration")
        count_rows()
        yield
        transaction.set_rollback(True)

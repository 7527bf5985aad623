"""Many at once, and the guard of the database taken away, for the tests of the places."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from django.db import connection, connections

from participants import capacity
from participants.models import Enrolment, EnrolmentMove, Place
from programmes.models import Group
from tests.db.people import WHY


def all_at_once(tasks: list[Callable[[], None]]) -> None:
    """Each in a thread with a connection of its own; what one raises is raised here."""
    start, failures = threading.Barrier(len(tasks)), []

    def run(task: Callable[[], None]) -> None:
        start.wait()
        try:
            task()
        except Exception as error:
            failures.append(error)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=[task]) for task in tasks]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if failures:
        raise failures[0]


@contextmanager
def without_the_databases_guard() -> Iterator[None]:
    capacity.let_go(connection)
    try:
        yield
    finally:
        capacity.hold(connection)


def outcome(of: Group) -> tuple[int, list[int], int]:
    """How many are enrolled, which numbers are taken, and how many decisions stand in the histories."""
    enrolled = Enrolment.objects.everything(why=WHY).filter(group=of, state="enrolled").count()
    numbers = Place.objects.everything(why=WHY).filter(group=of).order_by("number")
    decisions = EnrolmentMove.objects.everything(why=WHY).filter(enrolment__group=of, to_state="enrolled")
    return enrolled, list(numbers.values_list("number", flat=True)), decisions.count()

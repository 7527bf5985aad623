"""Fifty families who send at the same moment, next to a POST of the same server that inserts one row."""

import threading
from collections.abc import Callable, Sequence
from itertools import chain
from random import Random
from string import ascii_lowercase

from django.conf import settings
from django.urls import reverse

from participants.links import token_of
from participants.models import Application, FamilyLink
from programmes.models import Group
from tests.bench.browser import TOKEN, Answer, Browser
from tests.bench.table import Table, median, p95, times
from tests.bench.world import World
from tests.db.applying import APPLICANT, CHILD, drafted
from tests.db.catalogues import listed
from tests.db.people import WHY

FAMILIES, ROUNDS = 50, 7
APPLYING = 6.0
INSERT = "/insert/"


class Family(Browser):
    """A browser in which nobody has signed in."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.cookie = f"{settings.CSRF_COOKIE_NAME}={TOKEN}"


def measure_applying(table: Table, port: int, world: World) -> None:
    """Each round of the one right after a round of the other; the first of each only warms up."""
    group = listed(world.samklang.group)
    family = Family(port)
    rounds = [_drafts(group, number) for number in range(ROUNDS + 1)]
    inserted, saved = [], []
    for links in rounds:
        inserted.append(at_once([lambda: family.post(INSERT, {})] * FAMILIES))
        paths = [reverse("participants:apply_step", args=[token_of(link), "check"]) for link in links]
        saved.append(at_once([lambda path=path: family.post(path, {}) for path in paths]))
    _check_that_nothing_is_lost([link.pk for links in rounds for link in links])
    rows, saves = ([_seconds(answers) for answers in kind[1:]] for kind in (inserted, saved))
    queries = max(answer.queries for answers in saved for answer in answers)
    table.tell(f"one row inserted, {FAMILIES} at once", times(list(chain(*rows))))
    table.tell(f"an application sent, {FAMILIES} at once", f"{times(list(chain(*saves)))}  {queries} queries")
    ratios = [p95(save) / p95(row) for save, row in zip(saves, rows, strict=True)]
    table.bar("  p95, times the row's", median(ratios), APPLYING, "×", decimals=2)


def _check_that_nothing_is_lost(keys: list[int]) -> None:
    sent = Application.objects.everything(why=WHY).filter(link__in=keys).count()
    if sent != len(keys):
        raise SystemExit(f"bench: {sent} applications of {len(keys)}")


def _seconds(answers: Sequence[Answer]) -> list[float]:
    return [answer.seconds for answer in answers]


def at_once(asks: Sequence[Callable[[], Answer]]) -> list[Answer]:
    start, answers = threading.Barrier(len(asks)), []

    def ask(task: Callable[[], Answer]) -> None:
        start.wait()
        answers.append(task())

    threads = [threading.Thread(target=ask, args=[task]) for task in asks]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return answers


def _drafts(group: Group, number: int) -> list[FamilyLink]:
    """Of families that have nothing in common but the group."""
    return [_draft(group, number * FAMILIES + n) for n in range(FAMILIES)]


def _draft(group: Group, number: int) -> FamilyLink:
    random = Random(number)
    names = ["".join(random.choices(ascii_lowercase, k=8)).capitalize() for _ in range(2)]
    birth = {"birth_year": str(2010 + number % 10), "birth_day": str(1 + number % 28)}
    reached = {"email": f"familie{number}@example.org", "phone": f"71 {random.randrange(10**6):06}"}
    child = CHILD | birth | {"given_name": names[0], "family_name": names[1]}
    return drafted(group, child=child, applicant=APPLICANT | reached)

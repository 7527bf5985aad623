"""Making the sessions of a whole run in one go, next to `bulk_create` of the same rows."""

import datetime
import time
from collections.abc import Callable

from django.db import transaction
from django.utils import timezone

from portal.accounts.models import User
from portal.audit.actor import Actor
from programmes.actions.make_sessions import make_sessions
from programmes.models import Group, ProgrammeRun, Session, SessionPlan
from programmes.planning import PlanWanted
from programmes.rules.calendar import Rule
from tests.bench.table import Table, median
from tests.db import people
from tests.db.people import Samklang

GROUPS, WEEKS = 100, 40
ROUNDS = 7
MOST = 3.0
WHY = "the bench makes and removes them"


def measure_sessions(table: Table, samklang: Samklang) -> None:
    """Rounds of both in turn: each fills the same empty plans of the same groups."""
    first = timezone.localdate() + datetime.timedelta(days=200)
    run = people.run(
        samklang.programme,
        [samklang.roskilde],
        "Målt forløb",
        starts_on=first,
        ends_on=first + datetime.timedelta(weeks=WEEKS + 10),
    )
    groups = [_group(samklang, run, number) for number in range(GROUPS)]
    plans = [_plan(group, number, first) for number, group in enumerate(groups)]
    actor = Actor.of(samklang.bodil)
    made: list[float] = []
    inserted: list[float] = []
    for _ in range(ROUNDS):
        made.append(_timed(lambda: make_sessions(actor=actor, plans=plans)))
        rows = list(Session.objects.everything(why=WHY).filter(group__in=groups))
        _empty(groups)
        again = [_copy(row) for row in rows]
        inserted.append(_timed(lambda again=again: _insert(again)))
        _empty(groups)
    table.tell(f"making {len(rows)} sessions of {GROUPS} groups", f"{median(made) * 1000:.0f} ms")
    table.tell("  the same rows by bulk_create", f"{median(inserted) * 1000:.0f} ms")
    table.bar("sessions, times bulk_create", median(made) / median(inserted), MOST, "×", decimals=2)


def _group(samklang: Samklang, run: ProgrammeRun, number: int) -> Group:
    """Each teacher has two groups, each room five."""
    email = f"t{number // 2}@bench.example"
    teacher, _is_new = User.objects.get_or_create(email=email, defaults={"name": f"Lærer {number // 2}"})
    return people.group(run, samklang.roskilde, f"Hold {number}", 6, teacher, venue=f"Lokale {number % 20}")


def _plan(group: Group, number: int, first: datetime.date) -> PlanWanted:
    """Every group on its own weekday and hour; on each of the weeks, holidays or not."""
    hour = datetime.time(9 + number // 20)
    last = first + datetime.timedelta(weeks=WEEKS, days=-1)
    return PlanWanted(
        group_id=group.pk,
        rule=Rule((1 + number % 2,), first, last, skips_holidays=False),
        time_from=hour,
        time_to=hour.replace(minute=45),
    )


def _copy(row: Session) -> Session:
    """As a row that has not been stored yet, without the plan that goes."""
    row.pk, row.plan = None, None
    row._state.adding = True
    return row


@transaction.atomic
def _insert(rows: list[Session]) -> None:
    Session.objects.bulk_create(rows)


def _empty(groups: list[Group]) -> None:
    Session.objects.everything(why=WHY).filter(group__in=groups).delete()
    SessionPlan.objects.everything(why=WHY).filter(group__in=groups).delete()


def _timed(work: Callable[[], object]) -> float:
    begin = time.perf_counter()
    work()
    return time.perf_counter() - begin

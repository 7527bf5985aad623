"""Sessions as a coordinator's week and a teacher's day show them: who teaches, what is missing."""

import datetime
from collections.abc import Sequence

from django.apps import apps
from django.db.models import (
    Case,
    Count,
    Exists,
    F,
    Model,
    OuterRef,
    Prefetch,
    QuerySet,
    Subquery,
    Value,
    When,
    prefetch_related_objects,
)
from django.db.models.functions import Coalesce, TruncDate

from portal.scope.person import Person
from programmes.querysets.groups import SessionQuerySet


def gaps(sessions: SessionQuerySet, now: datetime.datetime) -> SessionQuerySet:
    """Over, nobody has said what happened, and it can still be said: the longest ago first."""
    return sessions.not_logged(now).filter(group__run__state="open").order_by("starts_at", "pk")


def with_standing(sessions: SessionQuerySet, now: datetime.datetime) -> SessionQuerySet:
    """Annotates `standing`: held, cancelled, unlogged (over, but not logged) or coming."""
    standing = Case(
        When(state="planned", ends_at__lte=now, then=Value("unlogged")),
        When(state="planned", then=Value("coming")),
        default=F("state"),
    )
    return sessions.annotate(standing=standing)


def with_adults(sessions: SessionQuerySet) -> SessionQuerySet:
    """Prefetches `teachers` of the group, the school's own, and `standing_in`, the substitutes."""
    return sessions.prefetch_related(*_adults())


def read_adults(sessions: Sequence[Model]) -> None:
    """The same for sessions that have been read."""
    prefetch_related_objects(sessions, *_adults())


def _adults() -> tuple[Prefetch, Prefetch]:
    staffing = apps.get_model("programmes", "Staffing").objects.everything(why="of the sessions handed in")
    substitutes = apps.get_model("programmes", "Substitute").objects
    teachers = staffing.filter(user__isnull=False).select_related("user").order_by("user__name")
    standing_in = substitutes.everything(why="of the sessions handed in").select_related("user", "instead_of")
    return (
        Prefetch("group__staffing", teachers, to_attr="teachers"),
        Prefetch("substitutes", standing_in.order_by("pk"), to_attr="standing_in"),
    )


def _conflicts(user: Person) -> QuerySet:
    conflicts = apps.get_model("participants", "RollConflict").objects.visible_to(user)
    return conflicts.open().filter(session=OuterRef("pk")).order_by()


def with_conflicts(sessions: SessionQuerySet, user: Person) -> SessionQuerySet:
    """Annotates `conflicts`: of how much in the roll two answers stand beside each other."""
    numbers = _conflicts(user).values("session").annotate(number=Count("pk")).values("number")
    return sessions.annotate(conflicts=Coalesce(Subquery(numbers), 0))


def in_conflict(sessions: SessionQuerySet, user: Person) -> SessionQuerySet:
    """Those of whose roll two answers wait to be settled."""
    open_ones = sessions.filter(Exists(_conflicts(user)), group__run__state="open")
    return with_conflicts(open_ones, user).order_by("starts_at", "pk")


def counted_by_day(sessions: SessionQuerySet, now: datetime.datetime) -> QuerySet:
    """Rows of `day`, `standing` and `number`."""
    by_day = with_standing(sessions, now).order_by().annotate(day=TruncDate("starts_at"))
    return by_day.values("day", "standing").annotate(number=Count("pk"))

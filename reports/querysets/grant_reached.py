"""How far the target numbers of a grant are reached, counted from what is logged in its runs.

Exact, for the coordinators of the grant's school: people are those of the schools that they coordinate, of
the rest a run's host sees all.
"""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from functools import partial
from typing import TypeVar

from django.db.models import Count, F, Q, QuerySet, Sum

from programmes.models import HeadCount, RunPartner, RunSchool
from reports.figures.window import Window

WHY = "the page of a grant, judged by the schools that take part in its runs"
Rows = TypeVar("Rows", bound=QuerySet)


@dataclass(frozen=True)
class Seen:
    """`window`: the grant's runs and days; `own`: the schools that the reader coordinates."""

    window: Window
    own: frozenset[int]
    hosted: frozenset[int]
    """Of the runs those whose host is one of them."""

    def people(self, rows: Rows) -> Rows:
        return rows.filter(school__in=self.own)

    def all(self, rows: Rows, run: str) -> Rows:
        return rows.filter(Q(school__in=self.own) | Q((f"{run}__in", self.hosted)))


def _participants(seen: Seen) -> int:
    return seen.people(seen.window.attended()).values("participant").distinct().count()


def _places(seen: Seen) -> int:
    return seen.people(seen.window.places()).count()


def _attendances(seen: Seen) -> int:
    return seen.people(seen.window.attended()).count()


def _visitors(seen: Seen) -> int:
    rows = HeadCount.objects.everything(why=WHY).filter(run__in=seen.window.runs, kind="visitors")
    within = seen.all(rows, "run").filter(on__range=(seen.window.first, seen.window.last))
    return within.aggregate(people=Sum("people", default=0))["people"]


def _groups(seen: Seen) -> int:
    return seen.all(seen.window.groups(), "run").count()


def _sessions(seen: Seen) -> int:
    return seen.all(seen.window.sessions(), "group__run").filter(state="held").count()


def _schools(seen: Seen) -> int:
    rows = RunSchool.objects.everything(why=WHY).filter(run__in=seen.window.runs)
    return rows.aggregate(number=Count("school", distinct=True))["number"]


def _partners(seen: Seen) -> int:
    rows = RunPartner.objects.everything(why=WHY).filter(run__in=seen.window.runs, agency__isnull=False)
    return seen.all(rows, "run").aggregate(number=Count("agency", distinct=True))["number"]


def _hours(seen: Seen) -> int:
    """Person-hours of 60 minutes, whole ones."""
    rows = seen.all(seen.window.work(), "run")
    return rows.aggregate(minutes=Sum(F("people") * F("minutes"), default=0))["minutes"] // 60


_COUNTED: Mapping[str, Callable[[Seen], int]] = {
    "participants": _participants,
    "places": _places,
    "attendances": _attendances,
    "visitors": _visitors,
    "groups": _groups,
    "sessions": _sessions,
    "schools": _schools,
    "partners": _partners,
    "hours": _hours,
}
MEASURES = frozenset(_COUNTED)


def reached(measures: Collection[str], seen: Seen) -> dict[str, int]:
    """One question for each kind of number that is asked for."""
    if not seen.window.runs:
        return dict.fromkeys(measures, 0)
    counts = {measure: partial(count, seen) for measure, count in _COUNTED.items() if measure in measures}
    return {measure: count() for measure, count in counts.items()}

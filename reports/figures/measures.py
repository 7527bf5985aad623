"""What a municipality's schools did, measure by measure: one run of a programme is one measure."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db.models import Count, F, Q, Sum

from programmes.models import HeadCount, RunPartner, SessionState
from reports.figures.happenings import Minutes, Sessions, add_minutes
from reports.figures.people import ATTENDED
from reports.figures.window import WHY, Window


@dataclass(frozen=True)
class Reached:
    """Of one run: unique participants and their attendances; None where no roll was ever kept."""

    participants: int
    attendances: int


def reached(window: Window, schools: Iterable[int]) -> Mapping[int, Reached]:
    """By run; runs without a single mark in a roll are left out: nobody knows about them."""
    rows = (
        window.marks()
        .filter(school__in=list(schools))
        .values("session__group__run")
        .annotate(
            participants=Count("participant", filter=ATTENDED, distinct=True),
            attendances=Count("pk", filter=ATTENDED),
        )
    )
    return {row["session__group__run"]: Reached(row["participants"], row["attendances"]) for row in rows}


def sessions(window: Window, schools: Iterable[int]) -> Mapping[int, Sessions]:
    rows = (
        window.sessions()
        .filter(school__in=list(schools))
        .values("group__run")
        .annotate(
            planned=Count("pk"),
            held=Count("pk", filter=Q(state=SessionState.HELD)),
            cancelled=Count("pk", filter=Q(state=SessionState.CANCELLED)),
        )
    )
    return {row["group__run"]: Sessions(row["planned"], row["held"], row["cancelled"]) for row in rows}


def head_counts(window: Window, schools: Iterable[int]) -> Mapping[tuple[int, str], int]:
    """Anonymous counts by run and kind; they are never counts of participants."""
    rows = (
        HeadCount.objects.everything(why=WHY)
        .filter(run__in=window.runs, school__in=list(schools), on__gte=window.first, on__lte=window.last)
        .values("run", "kind")
        .annotate(number=Sum("people"))
        .order_by()
    )
    return {(row["run"], row["kind"]): row["number"] for row in rows}


def partners(window: Window, schools: Iterable[int]) -> Mapping[int, list[str]]:
    """By run, the names of agencies, and partners as the source sums them up."""
    rows = (
        RunPartner.objects.everything(why=WHY)
        .filter(run__in=window.runs, school__in=list(schools))
        .order_by("pk")
        .values_list("run", "agency__name", "as_written")
    )
    found: dict[int, list[str]] = defaultdict(list)
    for run, agency, as_written in rows:
        found[run].append(agency or as_written)
    return found


def hours(window: Window, schools: Iterable[int]) -> Mapping[str, Minutes]:
    """Person-minutes by kind of work."""
    rows = (
        window.work()
        .filter(school__in=list(schools))
        .values("kind", "employer")
        .annotate(minutes=Sum(F("people") * F("minutes")))
    )
    found: dict[str, Minutes] = {}
    for row in rows:
        add_minutes(found, row["kind"], row["employer"], row["minutes"])
    return found

"""What happened: sessions week by week, reasons of cancellation, the adults' hours."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeVar

from django.db.models import Count, F, Q, Sum
from django.db.models.functions import TruncWeek

from programmes.models import Employer, SessionState
from reports.figures.collaborations import NO_PARTNER, Collaboration
from reports.figures.window import Window

Key = TypeVar("Key")


@dataclass(frozen=True)
class Sessions:
    """Sessions that were planned, and what became of them; the rest has not been logged."""

    planned: int = 0
    held: int = 0
    cancelled: int = 0

    @property
    def not_logged(self) -> int:
        return self.planned - self.held - self.cancelled

    def __add__(self, other: "Sessions") -> "Sessions":
        return Sessions(
            self.planned + other.planned, self.held + other.held, self.cancelled + other.cancelled
        )


@dataclass(frozen=True)
class Minutes:
    """Person-minutes of one kind of work, the culture school's own people and the partner's apart."""

    own: int = 0
    partner: int = 0

    def __add__(self, other: "Minutes") -> "Minutes":
        return Minutes(self.own + other.own, self.partner + other.partner)


def sessions(window: Window) -> Mapping[tuple[Collaboration, datetime.date], Sessions]:
    """By collaboration and week (its Monday)."""
    rows = (
        window.sessions()
        .annotate(week=TruncWeek("starts_at", tzinfo=window.zone))
        .values("school", "group__partner_school", "week")
        .annotate(
            planned=Count("pk"),
            held=Count("pk", filter=Q(state=SessionState.HELD)),
            cancelled=Count("pk", filter=Q(state=SessionState.CANCELLED)),
        )
    )
    return {
        (
            Collaboration(row["school"], row["group__partner_school"] or NO_PARTNER),
            row["week"].date(),
        ): Sessions(row["planned"], row["held"], row["cancelled"])
        for row in rows
    }


def reasons(window: Window) -> Mapping[str, int]:
    """Cancelled sessions by reason, for the whole programme only (design 4.1)."""
    rows = window.sessions().filter(state=SessionState.CANCELLED).values("cancel_reason")
    return {row["cancel_reason"]: row["sessions"] for row in rows.annotate(sessions=Count("pk"))}


def hours(window: Window) -> Mapping[tuple[int, str], Minutes]:
    """Person-minutes by culture school and kind of work."""
    rows = (
        window.work().values("school", "kind", "employer").annotate(minutes=Sum(F("people") * F("minutes")))
    )
    found: dict[tuple[int, str], Minutes] = {}
    for row in rows:
        add_minutes(found, (row["school"], row["kind"]), row["employer"], row["minutes"])
    return found


def add_minutes(found: dict[Key, Minutes], key: Key, employer: str, minutes: int) -> None:
    part = Minutes(own=minutes) if employer == Employer.SCHOOL else Minutes(partner=minutes)
    found[key] = found.get(key, Minutes()) + part


def runs_with_sessions(window: Window) -> set[int]:
    return set(window.sessions().values_list("group__run", flat=True).distinct())

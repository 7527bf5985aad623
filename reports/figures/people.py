"""Counts of participants: unique people, places, attendances."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, Q, Subquery
from django.db.models.functions import TruncWeek

from reports.figures.collaborations import NO_PARTNER, Collaboration
from reports.figures.window import Window

ATTENDED = Q(mark__in=("present", "late"))


@dataclass(frozen=True)
class Presence:
    """Attendances (present or late) out of all marks in the rolls of held sessions."""

    attendances: int
    marks: int


@dataclass(frozen=True)
class Places:
    """Enrolments in force in the period, and how many people among them never came."""

    places: int
    never_came: int


def unique(window: Window) -> Mapping[tuple[Collaboration, str], int]:
    """Unique participants by collaboration and format; each person once, where she came first.

    So the parts add up to the unique participants of a school, also where somebody comes to two groups.
    """
    came = window.attended().filter(participant=OuterRef("pk")).order_by("session__starts_at", "pk")
    rows = (
        window.people()
        .filter(Exists(came))
        .annotate(
            partner=Subquery(came.values("session__group__partner_school")[:1]),
            format=Subquery(came.values("session__group__format__name")[:1]),
        )
        .values("school", "partner", "format")
        .annotate(people=Count("pk"))
    )
    return {
        (Collaboration(row["school"], row["partner"] or NO_PARTNER), row["format"] or ""): row["people"]
        for row in rows
    }


def presence(window: Window) -> Mapping[tuple[Collaboration, datetime.date], Presence]:
    """By collaboration and week (its Monday)."""
    rows = (
        window.marks()
        .annotate(week=TruncWeek("session__starts_at", tzinfo=window.zone))
        .values("school", "session__group__partner_school", "week")
        .annotate(marks=Count("pk"), attendances=Count("pk", filter=ATTENDED))
    )
    return {
        (
            Collaboration(row["school"], row["session__group__partner_school"] or NO_PARTNER),
            row["week"].date(),
        ): Presence(row["attendances"], row["marks"])
        for row in rows
    }


def places(window: Window) -> Mapping[int, Places]:
    """By culture school."""
    came = window.attended().filter(participant=OuterRef("participant"))
    rows = (
        window.places()
        .annotate(came=Exists(came))
        .values("school", "came")
        .annotate(places=Count("pk"), people=Count("participant", distinct=True))
    )
    found: dict[int, Places] = {}
    for row in rows:
        before = found.get(row["school"], Places(0, 0))
        never = 0 if row["came"] else row["people"]
        found[row["school"]] = Places(before.places + row["places"], before.never_came + never)
    return found


def helpers(window: Window) -> Mapping[int, int]:
    """By culture school: people who helped in a group. They are neither participants nor attendances."""
    rows = window.helping().values("school").annotate(people=Count("participant", distinct=True))
    return {row["school"]: row["people"] for row in rows}

"""A coordinator's week, day by day: every session counted, and as many listed as can be read."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Protocol, cast

from django.utils import timezone

from participants.querysets.gaps import counted_by_day, with_adults, with_conflicts, with_standing
from portal.scope.person import Person
from portal.scope.rights import rights_of
from portal.scope.roles import Role
from programmes.models import Session
from programmes.querysets.groups import SessionQuerySet

READABLE = 150
"""A week with more sessions than these lists one day at a time."""
STANDINGS = ("unlogged", "coming", "held", "cancelled")
WEEK = datetime.timedelta(days=7)


class Listed(Protocol):
    """A session with how it stands, and of how much in its roll two answers stand beside each other."""

    standing: str
    conflicts: int


@dataclass(frozen=True)
class Day:
    """`counts` by standing; `sessions` is None where the day is only counted."""

    date: datetime.date
    counts: Mapping[str, int]
    sessions: Sequence[Listed] | None

    @property
    def total(self) -> int:
        return sum(self.counts.values())

    @property
    def in_order(self) -> list[tuple[str, int]]:
        return [(standing, self.counts[standing]) for standing in STANDINGS if standing in self.counts]

    @property
    def to_read(self) -> list[Listed]:
        """All but what is held, and of that what has two answers."""
        return [one for one in self.sessions or () if one.standing != "held" or one.conflicts]

    @property
    def held(self) -> list[Listed]:
        return [one for one in self.sessions or () if one.standing == "held" and not one.conflicts]


@dataclass(frozen=True)
class Week:
    monday: datetime.date
    today: datetime.date
    days: Sequence[Day]
    chosen: datetime.date | None

    @property
    def sunday(self) -> datetime.date:
        return self.monday + datetime.timedelta(days=6)

    @property
    def number(self) -> int:
        return self.monday.isocalendar().week

    @property
    def before(self) -> datetime.date:
        return self.monday - WEEK

    @property
    def after(self) -> datetime.date:
        return self.monday + WEEK

    @property
    def is_this(self) -> bool:
        return self.monday <= self.today <= self.sunday

    @cached_property
    def counts(self) -> dict[str, int]:
        found = {one: sum(day.counts.get(one, 0) for day in self.days) for one in STANDINGS}
        return {one: number for one, number in found.items() if number}

    @property
    def total(self) -> int:
        return sum(self.counts.values())


def read_week(user: Person, day: datetime.date, now: datetime.datetime) -> Week:
    """The week around `day`; where it has more sessions than can be read, those of `day` alone are listed."""
    monday = day - datetime.timedelta(days=day.weekday())
    sessions = _of_days(user, monday, monday + WEEK)
    counts: dict[datetime.date, dict[str, int]] = {}
    for row in counted_by_day(sessions, now):
        counts.setdefault(row["day"], {})[row["standing"]] = row["number"]
    chosen = day if sum(sum(one.values()) for one in counts.values()) > READABLE else None
    listed = _of_days(user, chosen, chosen + datetime.timedelta(days=1)) if chosen else sessions
    by_day = _by_day(listed, user, now)
    dates = [monday + datetime.timedelta(days=number) for number in range(7)]
    days = [
        Day(one, counts.get(one, {}), by_day.get(one, []) if chosen in (None, one) else None) for one in dates
    ]
    return Week(monday, timezone.localdate(now), days, chosen)


def _of_days(user: Person, first: datetime.date, after: datetime.date) -> SessionQuerySet:
    """Of the schools that `user` coordinates, from one day up to another."""
    zone = timezone.get_current_timezone()
    start, end = (datetime.datetime.combine(one, datetime.time.min, zone) for one in (first, after))
    own = rights_of(user).of(Role.COORDINATOR)
    return Session.objects.visible_to(user).filter(school__in=own).between(start, end)


def _by_day(
    sessions: SessionQuerySet, user: Person, now: datetime.datetime
) -> dict[datetime.date, list[Listed]]:
    found: dict[datetime.date, list[Listed]] = {}
    whole = with_adults(with_conflicts(with_standing(sessions.with_place(), now), user))
    for session in whole.order_by("starts_at", "group__name", "pk"):
        found.setdefault(timezone.localdate(session.starts_at), []).append(cast("Listed", session))
    return found

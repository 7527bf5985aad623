"""What the page of a run shows, read in the same number of questions however large the run is."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from django.utils import timezone

from partners.models import ReportDue
from programmes.models import CancelReason, Employer, HeadCountKind, ProgrammeRun, Session, WorkKind
from programmes.rules.run_money import Sums
from reports.querysets.run_life import (
    Lines,
    People,
    flow,
    holidays,
    logged,
    partner_names,
    people,
    planned,
    presence_by_week,
    sessions_by_week,
    sessions_one_by_one,
    visitors,
)
from reports.querysets.run_money import next_report, sums_by_currency
from reports.rules.run_life import (
    A_WEEK,
    STANDINGS,
    Became,
    Flow,
    Presence,
    Week,
    became,
    person_minutes,
    share_of,
    weeks_of,
)

FEW = 120
"""Up to so many sessions each has a square of its own; beyond, a week is one cell with counts."""


@dataclass(frozen=True)
class Cell:
    """A week of the strip: its sessions one by one where there are few, else only their counts."""

    week: Week
    sessions: Sequence[Session]
    holidays: Sequence[str] = ()
    """Where nobody met in that week."""

    @property
    def label(self) -> str:
        return week_label(self.week.monday)

    @property
    def counts(self) -> list[tuple[str, int]]:
        found = self.week.counts
        return [(standing, found[standing]) for standing in STANDINGS if standing in found]

    @property
    def reasons(self) -> list[tuple[str, int]]:
        return _named(self.week.reasons)


@dataclass(frozen=True)
class HoursRow:
    kind: WorkKind
    own: int
    partner: int


@dataclass(frozen=True)
class Hours:
    """Person-minutes: teaching by plan, of that what is over by now, and what was logged by kind."""

    planned_own: int
    planned_over: int
    planned_partner: int
    rows: Sequence[HoursRow]

    @property
    def taught(self) -> int:
        return next((row.own for row in self.rows if row.kind == WorkKind.TEACHING), 0)

    @property
    def parts(self) -> list[dict[str, object]]:
        """Teaching as parts of a bar; more than was planned fills it."""
        whole = max(self.planned_own, self.taught) or 1
        used = self.taught / whole * 100
        return [{"kind": "used", "share": used}, {"kind": "left", "share": 100 - used}]


@dataclass(frozen=True)
class Visitors:
    kind: str
    people: int
    days: int


@dataclass(frozen=True)
class RunPage:
    run: ProgrammeRun
    lines: Lines
    cells: Sequence[Cell]
    one_by_one: bool
    presences: Sequence[Presence]
    flow: Flow
    people: People
    hours: Hours
    visitors: Sequence[Visitors]
    partners: Sequence[str]
    money: Mapping[str, Sums]
    """By currency."""
    next_report: ReportDue | None

    @cached_property
    def became(self) -> Became:
        return became([cell.week for cell in self.cells])

    @property
    def lost(self) -> list[tuple[str, int]]:
        return _named(self.became.lost)

    @property
    def holidays(self) -> list[str]:
        """Of the weeks in between that had no session, each once."""
        return list(dict.fromkeys(name for cell in self.cells for name in cell.holidays))

    @property
    def share(self) -> float | None:
        return share_of(self.presences)

    @property
    def lowest(self) -> Presence:
        return min((one for one in self.presences if one.marks), key=lambda one: one.share or 0)

    @property
    def totals(self) -> list[tuple[str, int]]:
        sums = {one: sum(cell.week.counts.get(one, 0) for cell in self.cells) for one in STANDINGS}
        return [(standing, number) for standing, number in sums.items() if number]

    @property
    def sessions(self) -> int:
        return sum(number for _standing, number in self.totals)


def read_run(run: ProgrammeRun, lines: Lines, now: datetime.datetime) -> RunPage:
    weeks = weeks_of(sessions_by_week(lines, now))
    few = sum(week.total for week in weeks) <= FEW
    sessions = _by_week(sessions_one_by_one(lines, now) if few else sessions_one_by_one(lines, now)[:0])
    return RunPage(
        run=run,
        lines=lines,
        cells=_cells(lines, weeks, sessions),
        one_by_one=few,
        presences=presence_by_week(lines),
        flow=flow(lines),
        people=people(lines),
        hours=_hours(lines, now),
        visitors=[
            Visitors(str(HeadCountKind(kind).label), *numbers) for kind, numbers in visitors(lines).items()
        ],
        partners=partner_names(lines),
        money=sums_by_currency(lines),
        next_report=next_report(lines),
    )


def _cells(
    lines: Lines, weeks: Sequence[Week], sessions: Mapping[datetime.date, list[Session]]
) -> list[Cell]:
    empty = [week.monday for week in weeks if not week.total]
    off = holidays(lines, empty[0], empty[-1] + A_WEEK) if empty else []
    names: dict[datetime.date, list[str]] = {monday: [] for monday in empty}
    for day, name in off:
        of_week = names.get(_monday(day), [])
        if name not in of_week:
            of_week.append(name)
    return [Cell(week, sessions.get(week.monday, []), names.get(week.monday, [])) for week in weeks]


def week_label(monday: datetime.date) -> str:
    return str(monday.isocalendar().week)


def _by_week(sessions: Iterable[Session]) -> Mapping[datetime.date, list[Session]]:
    found: dict[datetime.date, list[Session]] = {}
    for session in sessions:
        day = timezone.localdate(session.starts_at)
        found.setdefault(_monday(day), []).append(session)
    return found


def _monday(day: datetime.date) -> datetime.date:
    return day - datetime.timedelta(days=day.weekday())


def _hours(lines: Lines, now: datetime.datetime) -> Hours:
    minutes = logged(lines)
    rows = [
        HoursRow(kind, minutes.get((kind, Employer.SCHOOL), 0), minutes.get((kind, Employer.PARTNER), 0))
        for kind in WorkKind
    ]
    return Hours(*person_minutes(planned(lines, now)), [row for row in rows if row.own or row.partner])


def _named(reasons: Mapping[str, int]) -> list[tuple[str, int]]:
    """Reasons in words, those of another school's sessions without."""
    return [(str(CancelReason(one).label) if one else "", number) for one, number in reasons.items()]

"""The programme's report as it is frozen: protected, in the cut that was asked for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from portal.disclosure import Path
from programmes.models import WorkKind
from reports.definitions.base import Snapshot
from reports.definitions.programme_counts import Counted
from reports.definitions.scope import Scope
from reports.figures.collaborations import NO_PARTNER
from reports.figures.happenings import Minutes, Sessions
from reports.figures.money import MoneyLine
from reports.rules.converting import told_share
from reports.rules.periods import mondays, week_number
from reports.rules.protecting import Hidden, protect_programme
from reports.rules.wording import HIDDEN, alphabetical, count_hidden, span

Cells = Mapping[str, Any]


def freeze(scope: Scope, counted: Counted) -> Snapshot:
    figures = _Figures(counted, _part(scope, counted))
    collaborations = figures.collaborations()
    hours = figures.hours()
    snapshot = {
        "programme": counted.programme.public_name,
        "part": str(scope.part) if scope.part else "",
        "part_is_municipality": bool(scope.municipality),
        "threshold": counted.threshold,
        "runs": _runs(counted),
        "regions": sorted({area.region for area in counted.areas.values()}, key=alphabetical),
        "municipalities": len({path[0] for path in figures.paths}),
        "partner_schools": len({path[2] for path in figures.paths} - {f"{NO_PARTNER:09}"}),
        "collaborations": collaborations,
        "total": figures.cells(figures.part),
        "attendance": figures.attendance(),
        "hours": hours,
        "hours_total": {key: sum(row[key] for row in hours) for key in ("own", "partner")},
        "formats": [] if figures.part else figures.formats(),
        "weeks": figures.weeks(),
        "reasons": [] if figures.part else _reasons(counted),
        "money": _money(counted, figures),
    }
    return snapshot | {"hidden": _hidden_in(snapshot)}


def _hidden_in(snapshot: Snapshot) -> int:
    """Hidden figures as a reader counts them: the sum of a single row is not printed."""
    rows = [each if len(each["rows"]) > 1 else each["rows"] for each in snapshot["collaborations"]]
    return count_hidden(list((snapshot | {"collaborations": rows}).values()))


def _part(scope: Scope, counted: Counted) -> Path:
    if scope.municipality:
        return (f"{scope.municipality.pk:09}",)
    return counted.school_path(scope.school.pk) if scope.school else ()


def _runs(counted: Counted) -> list[Snapshot]:
    with_money = {line.run for line in counted.budget}
    return [
        {
            "name": run.name,
            "starts_on": run.starts_on.isoformat(),
            "ends_on": run.ends_on.isoformat(),
            "has_sessions": run.pk in counted.runs_with_sessions,
            "has_money": run.pk in with_money,
        }
        for run in counted.runs
    ]


def _reasons(counted: Counted) -> list[Snapshot]:
    ranked = sorted(counted.reasons.items(), key=lambda item: (-item[1], item[0]))
    return [{"reason": reason, "sessions": number} for reason, number in ranked]


def _money(counted: Counted, figures: _Figures) -> list[Snapshot]:
    """The budget of each run that has one, a table for each currency; of a part, what its schools carry."""
    found = []
    for run in counted.runs:
        lines = [line for line in counted.budget if line.run == run.pk and figures.covers_school(line.school)]
        for currency in sorted({line.currency for line in lines}):
            found.append(_budget(run.name, currency, [line for line in lines if line.currency == currency]))
    return found


def _budget(run: str, currency: str, lines: Sequence[MoneyLine]) -> Snapshot:
    """By payer, whichever schools carry it."""
    sums: dict[tuple[str, ...], int] = {}
    for line in lines:
        who = (line.payer, line.funder, line.purpose, line.agency)
        sums[who] = sums.get(who, 0) + line.amount
    total = sum(sums.values())
    names = ("payer", "funder", "purpose", "agency")
    rows = [
        {**dict(zip(names, who, strict=True)), "amount": amount, "share": told_share(amount, total)}
        for who, amount in sums.items()
    ]
    return {"run": run, "currency": currency, "total": total, "lines": rows}


class _Figures:
    """The cells of one part, protected in the whole programme. `part` is a path: () is everything."""

    def __init__(self, counted: Counted, part: Path) -> None:
        self.counted = counted
        self.part = part
        self.exact = counted.to_protect()
        self.hidden: Hidden = protect_programme(self.exact, counted.threshold)
        self.collaboration = counted.by_collaboration()
        self.paths = [path for path in self.collaboration if path[: len(part)] == part]

    def covers_school(self, school: int) -> bool:
        return not self.part or self.counted.school_path(school)[: len(self.part)] == self.part

    def below(self, path: Path) -> list[Path]:
        return [each for each in self.paths if each[: len(path)] == path]

    def collaborations(self) -> list[Snapshot]:
        """By municipality, each with its rows and its sum."""
        municipalities = {path[0]: self.counted.areas[int(path[0])].name for path in self.paths}
        return [
            {
                "municipality": name,
                "rows": [self.row(path) for path in self.in_order(self.below((municipality,)))],
                "subtotal": self.cells((municipality,)),
            }
            for municipality, name in sorted(municipalities.items(), key=lambda item: alphabetical(item[1]))
        ]

    def in_order(self, paths: Sequence[Path]) -> list[Path]:
        def names(path: Path) -> tuple[str, str]:
            place = self.counted.where[self.collaboration[path]]
            return alphabetical(place.school_name), alphabetical(place.partner_name)

        return sorted(paths, key=names)

    def row(self, path: Path) -> Snapshot:
        each = self.collaboration[path]
        place, facts = self.counted.where[each], self.counted.groups[each]
        hidden = path in self.hidden.people
        return {
            "school": place.school_name,
            "partner": place.partner_name,
            "solo": HIDDEN if hidden else facts.with_solo > 0,
            "grades": HIDDEN if hidden else span(facts.grade_from, facts.grade_to),
            **self.cells(path),
        }

    def cells(self, path: Path) -> Snapshot:
        """The figures of a collaboration, or the sums of a municipality, a school or the whole."""
        below = self.below(path)
        adults = [self.counted.adults.get(self.collaboration[each]) for each in below]
        sessions = self.counted.sessions_of([path])
        return {
            "participants": self._cell(self.exact.people, self.hidden.people, path),
            "groups": self._cell(self.exact.groups, self.hidden.groups, path),
            "teachers": sum(each.teachers for each in adults if each),
            "partner_staff": sum(each.partner_staff for each in adults if each),
            "planned": sessions.planned,
            "held": sessions.held,
            "cancelled": sessions.cancelled,
            "not_logged": sessions.not_logged,
            "attendances": self._cell(self.exact.attendances, self.hidden.attendances, path),
        }

    def _cell(self, numbers: Mapping[Path, int], hidden: frozenset[Path], path: Path) -> int | str:
        if path in hidden:
            return HIDDEN
        return sum(number for each, number in numbers.items() if each[: len(path)] == path)

    def attendance(self) -> Snapshot:
        """Of the whole part: places, people who never came, attendances and their share of all marks."""
        shown = self.part not in self.hidden.attendances
        chosen = [
            presence
            for (each, _week), presence in self.counted.presence.items()
            if self.counted.path(each)[: len(self.part)] == self.part
        ]
        marks = sum(presence.marks for presence in chosen)
        share = round(sum(presence.attendances for presence in chosen) / marks, 4) if marks else None
        return {
            "places": self._cell(self.exact.places, self.hidden.places, self.part),
            "never_came": self._cell(self.exact.never_came, self.hidden.never_came, self.part),
            "share": share if shown else HIDDEN,
        }

    def hours(self) -> list[Snapshot]:
        sums: dict[str, Minutes] = defaultdict(Minutes)
        for (school, kind), minutes in self.counted.hours.items():
            if self.covers_school(school):
                sums[kind] += minutes
        return [
            {"kind": kind, "own": sums[kind].own, "partner": sums[kind].partner}
            for kind in WorkKind.values
            if kind in sums
        ]

    def formats(self) -> list[Snapshot]:
        """For the whole programme only: in a part, a format may be one group."""
        people: dict[str, int] = defaultdict(int)
        for (_path, name), number in self.exact.people_by_format.items():
            people[name] += number
        by_name = {each.name: each for each in self.counted.formats}
        return [
            {
                "name": name,
                "minutes": each.session_minutes,
                "size": HIDDEN if name in self.hidden.formats else span(each.size_from, each.size_to),
                "groups": HIDDEN if name in self.hidden.format_groups else self.exact.groups_by_format[name],
                "participants": HIDDEN if name in self.hidden.formats else people[name],
            }
            for name, each in sorted(by_name.items(), key=lambda item: (item[0] == "", alphabetical(item[0])))
        ]

    def weeks(self) -> list[Snapshot]:
        sessions: dict[Any, Sessions] = defaultdict(Sessions)
        for (each, week), number in self.counted.sessions.items():
            if self.counted.path(each)[: len(self.part)] == self.part:
                sessions[week] += number
        return [
            {
                "monday": monday.isoformat(),
                "week": week_number(monday),
                "planned": sessions[monday].planned,
                "held": sessions[monday].held,
                "cancelled": sessions[monday].cancelled,
                "attendances": self._attendances_in(monday.isoformat()),
            }
            for monday in mondays(list(sessions))
        ]

    def _attendances_in(self, week: str) -> int | str:
        if (self.part, week) in self.hidden.weeks:
            return HIDDEN
        return sum(
            number
            for (path, each), number in self.exact.attendances_by_week.items()
            if each == week and path[: len(self.part)] == self.part
        )

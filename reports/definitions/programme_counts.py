"""Everything that the programme's report counts, exact: it never leaves the worker."""

import datetime
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from portal.disclosure import THRESHOLD_OTHERS, THRESHOLD_VULNERABLE, Path
from programmes.models import Programme, ProgrammeRun
from reports.figures import collaborations, geography, happenings, money, people
from reports.figures.collaborations import Adults, Collaboration, GroupFacts, GroupFormat, Place
from reports.figures.geography import Area
from reports.figures.happenings import Minutes, Sessions
from reports.figures.money import MoneyLine
from reports.figures.people import Places, Presence
from reports.figures.window import Window
from reports.rules.periods import Period
from reports.rules.protecting import ProgrammeCounts

NOWHERE = Place(0, "", "")


@dataclass(frozen=True)
class Counted:
    """`where` tells for each collaboration which municipality it belongs to; weeks are Mondays.

    `areas` are named as on the last day of the first run.
    """

    programme: Programme
    runs: Sequence[ProgrammeRun]
    runs_with_sessions: set[int]
    where: Mapping[Collaboration, Place]
    groups: Mapping[Collaboration, GroupFacts]
    adults: Mapping[Collaboration, Adults]
    unique: Mapping[tuple[Collaboration, str], int]
    presence: Mapping[tuple[Collaboration, datetime.date], Presence]
    places: Mapping[int, Places]
    sessions: Mapping[tuple[Collaboration, datetime.date], Sessions]
    reasons: Mapping[str, int]
    hours: Mapping[tuple[int, str], Minutes]
    formats: Sequence[GroupFormat]
    budget: Sequence[MoneyLine]
    areas: Mapping[int, Area]

    @property
    def threshold(self) -> int:
        return THRESHOLD_VULNERABLE if self.programme.vulnerable else THRESHOLD_OTHERS

    def path(self, collaboration: Collaboration) -> Path:
        municipality = self.where.get(collaboration, NOWHERE).municipality
        return tuple(f"{number:09}" for number in (municipality, collaboration.school, collaboration.partner))

    def school_path(self, school: int) -> Path:
        known = next((each for each in self.where if each.school == school), None)
        return self.path(known)[:2] if known else (f"{0:09}", f"{school:09}")

    def by_collaboration(self) -> dict[Path, Collaboration]:
        return {self.path(each): each for each in self.where}

    def sessions_of(self, paths: Sequence[Path]) -> Sessions:
        """The sum over all below `paths`."""
        chosen = [
            number
            for (each, _week), number in self.sessions.items()
            if any(self.path(each)[: len(path)] == path for path in paths)
        ]
        return sum(chosen, Sessions())

    def to_protect(self) -> ProgrammeCounts:
        unique: dict[Path, int] = defaultdict(int)
        presences: dict[Path, int] = defaultdict(int)
        weeks: dict[tuple[Path, str], int] = defaultdict(int)
        for (each, _format), number in self.unique.items():
            unique[self.path(each)] += number
        for (each, week), present in self.presence.items():
            presences[self.path(each)] += present.attendances
            weeks[self.path(each), week.isoformat()] += present.attendances
        paths = self.by_collaboration()
        schools = {path[:2] for path in paths}
        places = {self.school_path(school): number for school, number in self.places.items()}
        groups_by_format: dict[str, int] = defaultdict(int)
        for row in self.formats:
            groups_by_format[row.name] += row.groups
        return ProgrammeCounts(
            people={path: unique[path] for path in paths},
            groups={path: self.groups[each].groups for path, each in paths.items()},
            attendances={path: presences[path] for path in paths},
            people_by_format={(self.path(each), fmt): n for (each, fmt), n in self.unique.items()},
            groups_by_format=groups_by_format,
            attendances_by_week=dict(weeks),
            places={path: places[path].places if path in places else 0 for path in schools},
            never_came={path: places[path].never_came if path in places else 0 for path in schools},
        )


def count(programme: Programme, runs: Sequence[ProgrammeRun], period: Period, zone: ZoneInfo) -> Counted:
    window = Window(tuple(run.pk for run in runs), period.first, period.last, zone)
    groups = collaborations.groups(window)
    where = {each: place for each, (place, _facts) in groups.items()}
    return Counted(
        programme=programme,
        runs=runs,
        runs_with_sessions=happenings.runs_with_sessions(window),
        where=where,
        groups={each: facts for each, (_place, facts) in groups.items()},
        adults=collaborations.adults(window),
        unique=people.unique(window),
        presence=people.presence(window),
        places=people.places(window),
        sessions=happenings.sessions(window),
        reasons=happenings.reasons(window),
        hours=happenings.hours(window),
        formats=collaborations.formats(window),
        budget=money.budget(window.runs),
        areas=geography.areas(
            {place.municipality for place in where.values()}, min(runs[0].ends_on, period.last)
        ),
    )

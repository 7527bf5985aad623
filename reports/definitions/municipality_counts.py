"""Everything that a municipality's year counts, exact: it never leaves the worker."""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from django.utils import timezone

from portal.accounts.models import CultureSchool
from portal.geography.models import Country, Municipality
from programmes.models import ProgrammeRun, RunSchool
from reports.definitions import programme_counts
from reports.figures import geography, measures, money
from reports.figures.geography import Area
from reports.figures.happenings import Minutes, Sessions
from reports.figures.measures import Reached
from reports.figures.money import MoneyLine
from reports.figures.window import WHY, Window
from reports.rules.periods import Period
from reports.rules.protecting import protect_programme


@dataclass(frozen=True)
class Counted:
    """`area` is the municipality in the year of the report, `area_now` on the day it is made.

    `hidden_in_programme` are runs whose count for this municipality is hidden in the programme's own report.
    """

    area: Area
    area_now: Area
    runs: Sequence[ProgrammeRun]
    reached: Mapping[int, Reached]
    sessions: Mapping[int, Sessions]
    head_counts: Mapping[tuple[int, str], int]
    partners: Mapping[int, list[str]]
    hours: Mapping[str, Minutes]
    budget: Sequence[MoneyLine]
    hidden_in_programme: frozenset[int]


def count(municipality: Municipality, runs: Sequence[ProgrammeRun], period: Period) -> Counted:
    zone = ZoneInfo(Country(municipality.country).time_zone)
    window = Window(tuple(run.pk for run in runs), period.first, period.last, zone)
    own = CultureSchool.objects.everything(why=WHY).filter(municipality=municipality)
    schools = set(own.values_list("pk", flat=True))
    reached = measures.reached(window, schools)
    return Counted(
        area=_area(municipality, period.last),
        area_now=_area(municipality, timezone.localdate()),
        runs=runs,
        reached=reached,
        sessions=measures.sessions(window, schools),
        head_counts=measures.head_counts(window, schools),
        partners=measures.partners(window, schools),
        hours=measures.hours(window, schools),
        budget=[line for line in money.budget(window.runs) if line.school in schools],
        hidden_in_programme=_hidden_in_programme(municipality, runs, reached, zone),
    )


def _area(municipality: Municipality, day: datetime.date) -> Area:
    return geography.areas([municipality.pk], day)[municipality.pk]


def _hidden_in_programme(
    municipality: Municipality, runs: Sequence[ProgrammeRun], reached: Mapping[int, Reached], zone: ZoneInfo
) -> frozenset[int]:
    """Runs of several schools are hidden here where the programme's report hides them, or that would tell."""
    shared = _with_several_schools([run for run in runs if run.pk in reached])
    return frozenset(run.pk for run in shared if _is_hidden(municipality, run, zone))


def _with_several_schools(runs: Sequence[ProgrammeRun]) -> list[ProgrammeRun]:
    parts = RunSchool.objects.everything(why=WHY).filter(run__in=runs).values_list("run", "school")
    schools: dict[int, set[int]] = {}
    for run, school in parts:
        schools.setdefault(run, set()).add(school)
    return [run for run in runs if len(schools.get(run.pk, ())) > 1]


def _is_hidden(municipality: Municipality, run: ProgrammeRun, zone: ZoneInfo) -> bool:
    whole = Period(run.starts_on.year, run.ends_on.year)
    counted = programme_counts.count(run.programme, [run], whole, zone)
    hidden = protect_programme(counted.to_protect(), counted.threshold).people
    return any(path[:1] == (f"{municipality.pk:09}",) and len(path) == 1 for path in hidden)

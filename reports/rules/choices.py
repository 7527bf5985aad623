"""Which periods to offer for a report, from the years in which something ran."""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from reports.rules.periods import Period


@dataclass(frozen=True)
class RunDays:
    """A run by name and days; one that goes on is not offered first."""

    name: str
    first: datetime.date
    last: datetime.date
    closed: bool


@dataclass(frozen=True)
class PeriodChoice:
    period: Period
    runs: tuple[str, ...]


def period_choices(runs: Iterable[RunDays], *, several_years: bool, this_year: int) -> list[PeriodChoice]:
    """The most likely first: all closed years together (where a report may span years), then the newest."""
    known = sorted(runs, key=lambda run: (run.first, run.name))
    years = _years(known, this_year)
    closed = _years([run for run in known if run.closed], this_year)
    periods = [Period.of_year(year) for year in sorted(years, key=lambda year: (year not in closed, -year))]
    if several_years and len(closed) > 1:
        periods.insert(0, Period(min(closed), max(closed)))
    return [PeriodChoice(period, _names(known, period)) for period in periods]


def _years(runs: Sequence[RunDays], this_year: int) -> set[int]:
    return {year for run in runs for year in range(run.first.year, min(run.last.year, this_year) + 1)}


def _names(runs: Sequence[RunDays], period: Period) -> tuple[str, ...]:
    return tuple(dict.fromkeys(run.name for run in runs if period.overlaps(run.first, run.last)))

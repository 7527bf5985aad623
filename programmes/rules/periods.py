"""Days and periods that follow from others. Pure."""

import calendar
import datetime
from dataclasses import dataclass

_WEEK = datetime.timedelta(weeks=1)


@dataclass(frozen=True)
class Period:
    """From a first to a last day, both included."""

    first: datetime.date
    last: datetime.date


def years_after(day: datetime.date, years: int) -> datetime.date:
    """The same day so many years later; the last of the month where there is no such day."""
    year = day.year + years
    return day.replace(year=year, day=min(day.day, calendar.monthrange(year, day.month)[1]))


def weeks_between(first: datetime.date, second: datetime.date) -> int:
    """Whole weeks from the one day to the other, to the nearest."""
    return round((second - first).days / 7)


def shifted(plan: Period, *, old: Period, new: Period, every_weeks: int = 1) -> Period | None:
    """A plan of the period `old` as one of `new`: later by whole weeks, so that weekdays stay.

    One that lasted until the end of the old period lasts until the end of the new one. What would lie outside
    is cut off, a rhythm of several weeks staying what it was; None where nothing is left.
    """
    by = weeks_between(old.first, new.first) * _WEEK
    first = plan.first + by
    while _monday(first) < _monday(new.first):
        first += every_weeks * _WEEK
    first = max(first, new.first)
    to_the_end = old.last - plan.last < _WEEK
    last = new.last if to_the_end else min(plan.last + by, new.last)
    return Period(first, last) if first <= last else None


def _monday(day: datetime.date) -> datetime.date:
    return day - datetime.timedelta(days=day.weekday())

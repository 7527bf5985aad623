"""When a funder wants its reports, as the conditions of a grant say it."""

import calendar
import datetime
from dataclasses import dataclass

YEARLY, FINAL = "yearly", "final"
A_DAY = datetime.timedelta(days=1)


@dataclass(frozen=True)
class Reporting:
    """A date of the year (31 January), or so many days after the period; neither: nothing is asked."""

    by_calendar_year: bool = False
    month: int | None = None
    day: int | None = None
    days_after: int | None = None

    @property
    def is_asked(self) -> bool:
        return self.days_after is not None or None not in (self.month, self.day)


@dataclass(frozen=True)
class Due:
    kind: str
    first: datetime.date
    last: datetime.date
    due_on: datetime.date


def reports(asked: Reporting, first: datetime.date, last: datetime.date) -> list[Due]:
    """One for each calendar year where the conditions say so, else one of all; the last is the final."""
    if not asked.is_asked:
        return []
    periods = calendar_years(first, last) if asked.by_calendar_year else [(first, last)]
    return [
        Due(FINAL if end == last else YEARLY, start, end, due_after(asked, end)) for start, end in periods
    ]


def calendar_years(first: datetime.date, last: datetime.date) -> list[tuple[datetime.date, datetime.date]]:
    """The period cut at each turn of the year."""
    found = []
    while first <= last:
        end = min(last, datetime.date(first.year, 12, 31))
        found.append((first, end))
        first = end + A_DAY
    return found


def due_after(asked: Reporting, end: datetime.date) -> datetime.date:
    """The next time that date comes after `end`; a date that its month lacks is the month's last day."""
    if asked.days_after is not None:
        return end + asked.days_after * A_DAY
    same_year = _in_year(asked, end.year)
    return same_year if same_year > end else _in_year(asked, end.year + 1)


def _in_year(asked: Reporting, year: int) -> datetime.date:
    assert asked.month and asked.day
    return datetime.date(year, asked.month, min(asked.day, calendar.monthrange(year, asked.month)[1]))

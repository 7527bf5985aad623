"""The days of the demonstration's sessions."""

import datetime
from collections.abc import Iterator
from zoneinfo import ZoneInfo

WEEK = datetime.timedelta(weeks=1)
AUTUMN_HOLIDAY = 42
"""The week of Denmark's autumn holiday."""


def is_free(day: datetime.date) -> bool:
    """Autumn holiday and the days from Christmas to New Year."""
    return (
        day.isocalendar().week == AUTUMN_HOLIDAY
        or (day.month == 12 and day.day >= 22)
        or (day.month == 1 and day.day == 1)
    )


def weekly(
    first: datetime.date, last: datetime.date, *, keep: datetime.date | None = None
) -> Iterator[datetime.date]:
    """Every seventh day from `first` to `last`, free days left out save `keep`."""
    day = first
    while day <= last:
        if day == keep or not is_free(day):
            yield day
        day += WEEK


def at(day: datetime.date, hour: int, minute: int, zone: str) -> datetime.datetime:
    return datetime.datetime(day.year, day.month, day.day, hour, minute, tzinfo=ZoneInfo(zone))


def last_on_weekday(weekday: int, before: datetime.date) -> datetime.date:
    """The latest day with this weekday that is not after `before`; Monday is 0."""
    return before - datetime.timedelta(days=(before.weekday() - weekday) % 7)


def kept_until(ends_on: datetime.date, today: datetime.date) -> datetime.date:
    """A retention date five years after a run, and always ahead of the day of loading."""
    return datetime.date(max(ends_on.year + 5, today.year + 2), 12, 31)


def school_year(day: datetime.date) -> str:
    first = day.year if day.month >= 8 else day.year - 1
    return f"{first}/{(first + 1) % 100:02}"

"""The days on which a group meets by its rule, the holidays that it skips, and the hour of the clock.

Times are local to the school: a session at 13.15 stays at 13.15 when summer time begins or ends.
"""

import datetime
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from zoneinfo import ZoneInfo

import holidays
from dateutil import rrule

Names = Mapping[datetime.date, Sequence[str]]
_LANGUAGES = {"NO": "no", "DK": "da"}


@dataclass(frozen=True)
class Rule:
    """On `weekdays` (ISO: Monday is 1) of every so many weeks, counted from the week of the first day."""

    weekdays: tuple[int, ...]
    starts_on: datetime.date
    ends_on: datetime.date
    every_weeks: int = 1
    skips_holidays: bool = True


@dataclass(frozen=True)
class Holiday:
    """Days without school, both included."""

    name: str
    first_day: datetime.date
    last_day: datetime.date


@dataclass(frozen=True)
class Skipped:
    """A day of the rule on which nobody meets, and the holidays that it falls on."""

    day: datetime.date
    names: tuple[str, ...]


@dataclass(frozen=True)
class Days:
    """`meets` and `skipped` together are all days of the rule."""

    meets: tuple[datetime.date, ...]
    skipped: tuple[Skipped, ...]

    @property
    def all(self) -> list[datetime.date]:
        return sorted([*self.meets, *(one.day for one in self.skipped)])


def days_of_rule(rule: Rule) -> list[datetime.date]:
    if not rule.weekdays:
        return []
    found = rrule.rrule(
        rrule.WEEKLY,
        interval=rule.every_weeks,
        wkst=rrule.MO,
        byweekday=[day - 1 for day in rule.weekdays],
        dtstart=datetime.datetime.combine(rule.starts_on, datetime.time()),
        until=datetime.datetime.combine(rule.ends_on, datetime.time()),
    )
    return [moment.date() for moment in found]


def planned_days(rule: Rule, off: Names) -> Days:
    """`off` says what each holiday is called: `days_off`."""
    days = days_of_rule(rule)
    if not rule.skips_holidays:
        return Days(tuple(days), ())
    skipped = tuple(Skipped(day, tuple(off[day])) for day in days if day in off)
    return Days(tuple(day for day in days if day not in off), skipped)


def days_off(
    country: str, first: datetime.date, last: datetime.date, school_holidays: Iterable[Holiday] = ()
) -> Names:
    """Public holidays and school holidays from `first` to `last`, by day; a day may be both."""
    off: dict[datetime.date, list[str]] = defaultdict(list)
    for day, name in public_holidays(country, first, last):
        off[day].append(name)
    for holiday in school_holidays:
        begin, end = max(holiday.first_day, first), min(holiday.last_day, last)
        for number in range((end - begin).days + 1):
            off[begin + datetime.timedelta(days=number)].append(holiday.name)
    return dict(off)


def public_holidays(
    country: str, first: datetime.date, last: datetime.date
) -> list[tuple[datetime.date, str]]:
    """As the country's law has them, each under its name there; ordinary Sundays are none."""
    years = range(first.year, last.year + 1)
    return [pair for year in years for pair in _of_year(country, year) if first <= pair[0] <= last]


@lru_cache(maxsize=64)
def _of_year(country: str, year: int) -> tuple[tuple[datetime.date, str], ...]:
    known = holidays.country_holidays(country, years=year, language=_LANGUAGES[country])
    return tuple(sorted(known.items()))


class Oddity(StrEnum):
    """What the change to or from summer time does to an hour of the clock."""

    NONE = ""
    MISSING = "missing"
    TWICE = "twice"


@dataclass(frozen=True)
class Span:
    """From when to when, in UTC. `oddity` is that of the beginning."""

    starts_at: datetime.datetime
    ends_at: datetime.datetime
    oddity: Oddity = Oddity.NONE


def span(
    day: datetime.date, time_from: datetime.time, time_to: datetime.time, zone: str, *, nights: int = 0
) -> Span:
    """The hours of a local day; it ends so many `nights` later.

    An hour that does not exist that day begins as much later as the clock is put forward, one that exists
    twice begins the first time. The length is always that of an ordinary day: adults' hours follow from it.
    """
    begin = datetime.datetime.combine(day, time_from)
    length = datetime.datetime.combine(day, time_to) - begin + datetime.timedelta(days=nights)
    starts_at, oddity = moment(begin, zone)
    return Span(starts_at, starts_at + length, oddity)


def moment(local: datetime.datetime, zone: str) -> tuple[datetime.datetime, Oddity]:
    """The moment at which clocks in `zone` show `local`, or would have."""
    here = ZoneInfo(zone)
    early, late = local.replace(tzinfo=here, fold=0), local.replace(tzinfo=here, fold=1)
    found = early.astimezone(datetime.UTC)
    if early.utcoffset() == late.utcoffset():
        return found, Oddity.NONE
    exists = found.astimezone(here).replace(tzinfo=None) == local
    return found, Oddity.TWICE if exists else Oddity.MISSING

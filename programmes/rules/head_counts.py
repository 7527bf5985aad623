"""Counting heads where nobody is registered. Pure."""

import datetime
import re

HIGHEST = 999_999
COUNTED_BY_HEAD = frozenset({"open_event", "open_sessions", "open_meeting_place"})
"""Kinds of programmes to which anybody may come: their runs open with the head-count."""

_THOUSANDS = re.compile(r"[0-9]{1,3}(?:[.\s][0-9]{3})+|[0-9]+")


class NotPeople(ValueError):
    """What was written is no number of people."""


class TooMany(ValueError):
    """More than a count here can be."""


def people_of(written: str) -> int:
    """3000, 3 000 or 3.000. Raises NotPeople and TooMany."""
    if not _THOUSANDS.fullmatch(written.strip()):
        raise NotPeople(written)
    digits = re.sub(r"[^0-9]", "", written).lstrip("0") or "0"
    if len(digits) > len(str(HIGHEST)):
        raise TooMany(written)
    return int(digits)


def counted(people: int, step: int) -> int:
    """So many more or fewer, never below nobody."""
    return max(0, min(HIGHEST, people + step))


def can_be_counted(
    on: datetime.date, *, first: datetime.date, last: datetime.date, today: datetime.date
) -> bool:
    """A day of the run that has come."""
    return first <= on <= min(last, today)

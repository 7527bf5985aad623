"""When somebody is reminded of a deadline."""

import datetime
import re
from collections.abc import Collection

DEFAULT_DAYS = (30, 7, 1)
MOST_DAYS = 365
MOST_REMINDERS = 6


def read_days(text: str) -> tuple[int, ...]:
    """ "30, 7, 1" as numbers, each once, the largest first. Raises ValueError for anything else."""
    words = [word for word in re.split(r"[\s,;]+", text.strip()) if word]
    if not all(word.isascii() and word.isdigit() for word in words):
        raise ValueError("not numbers of days")
    days = tuple(sorted({int(word) for word in words}, reverse=True))
    if len(days) > MOST_REMINDERS or any(day > MOST_DAYS for day in days):
        raise ValueError("too many, or too long before")
    return days


def reminder_for(due_on: datetime.date, today: datetime.date, days: Collection[int]) -> int | None:
    """Which of `days` before the deadline has come, or None.

    It is the nearest that has: a morning on which no job ran is made good by the next, and what comes to be
    known late is said once, not once for each day that has gone by.
    """
    left = (due_on - today).days
    return min((day for day in days if day >= left), default=None) if left >= 0 else None

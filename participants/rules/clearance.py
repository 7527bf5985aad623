"""How long a paper counts that was seen on a day: police certificate, confidentiality declaration."""

import datetime

from programmes.rules.periods import years_after

MISSING, OUT_OF_DATE, SEEN = "missing", "out of date", "seen"


def oldest_valid(on: datetime.date, years: int) -> datetime.date:
    """A paper that was seen before this day is out of date."""
    return years_after(on, -years)


def state_of(seen_on: datetime.date | None, oldest: datetime.date) -> str:
    if seen_on is None:
        return MISSING
    return SEEN if seen_on >= oldest else OUT_OF_DATE

"""For how long details of people are kept after a run. A school sets it; where, a higher layer knows.

That layer registers its reader when it starts. Without one the longest that a school can set would hold.
"""

import datetime
from collections.abc import Callable

from portal.accounts.models import CultureSchool
from programmes.rules.periods import years_after

Years = Callable[[CultureSchool], int]
LONGEST = 10
_readers: list[Years] = []


def years_are_read_by(reader: Years) -> None:
    _readers.append(reader)


def kept_until(school: CultureSchool, ends_on: datetime.date) -> datetime.date:
    """The day on which the details of a run's people go, as its host has set it."""
    years = _readers[-1](school) if _readers else LONGEST
    return years_after(ends_on, max(years, 1))

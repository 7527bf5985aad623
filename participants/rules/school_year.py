"""How long a need card holds."""

import datetime

_RENEWED_FROM = (6, 1)


def lasts_until(today: datetime.date) -> datetime.date:
    """The end of the school year, 31 July; what is written or renewed from June on holds for the next one."""
    end = today.replace(month=7, day=31)
    begins_next = (today.month, today.day) >= _RENEWED_FROM
    return end.replace(year=end.year + 1) if begins_next else end

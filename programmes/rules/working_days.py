"""On which day work for a run can have been done. Pure."""

import datetime

_BEFORE = datetime.timedelta(days=366)


class WrongDay(ValueError):
    """A day ahead, or one so long before the run that it was mistyped."""

    def __init__(self, *, is_ahead: bool) -> None:
        super().__init__(is_ahead)
        self.is_ahead = is_ahead


def check_working_day(on: datetime.date, *, today: datetime.date, starts_on: datetime.date) -> None:
    """Raises WrongDay."""
    if on > today:
        raise WrongDay(is_ahead=True)
    if on < min(starts_on, today) - _BEFORE:
        raise WrongDay(is_ahead=False)


def week_of(day: datetime.date) -> tuple[datetime.date, datetime.date]:
    """Monday and Sunday."""
    monday = day - datetime.timedelta(days=day.weekday())
    return monday, monday + datetime.timedelta(days=6)

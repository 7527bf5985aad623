"""How an agreement and its commitments stand, and for when it is renewed."""

import datetime
from dataclasses import dataclass
from enum import Enum
from fractions import Fraction

A_DAY = datetime.timedelta(days=1)


class Standing(Enum):
    DRAFT = "draft"
    COMING = "coming"
    IN_FORCE = "in force"
    TO_RENEW = "to renew"
    ENDED = "ended"


@dataclass(frozen=True)
class Period:
    """`ends_early_on` where it was given notice; both last days belong to it."""

    starts_on: datetime.date
    ends_on: datetime.date
    ends_early_on: datetime.date | None = None

    @property
    def last_day(self) -> datetime.date:
        return min(self.ends_on, self.ends_early_on or self.ends_on)

    def passed(self, today: datetime.date) -> Fraction:
        """How much of it is over, from 0 to 1, today counted."""
        whole = (self.last_day - self.starts_on).days + 1
        gone = (min(today, self.last_day) - self.starts_on).days + 1
        return Fraction(max(0, gone), whole)


def remind_on(period: Period, days: int) -> datetime.date:
    return period.last_day - datetime.timedelta(days=days)


def standing_of(
    period: Period, *, signed: bool, renewed: bool, remind_days: int, today: datetime.date
) -> Standing:
    """It asks to be renewed until it ends, or a continuation is there, or it was given notice."""
    if not signed:
        return Standing.DRAFT
    if today > period.last_day:
        return Standing.ENDED
    if period.ends_early_on is None and not renewed and today >= remind_on(period, remind_days):
        return Standing.TO_RENEW
    return Standing.COMING if today < period.starts_on else Standing.IN_FORCE


def next_period(period: Period) -> Period:
    """As long as was agreed, from the day after it ends: whole years, else whole months, else days."""
    first, after = period.last_day + A_DAY, period.ends_on + A_DAY
    months = (after.year - period.starts_on.year) * 12 + after.month - period.starts_on.month
    if after.day == period.starts_on.day and months > 0:
        return Period(first, _months_later(first, months) - A_DAY)
    return Period(first, first + (period.ends_on - period.starts_on))


def _months_later(day: datetime.date, months: int) -> datetime.date:
    years, month = divmod(day.month - 1 + months, 12)
    found = datetime.date(day.year + years, month + 1, 1)
    return min(found.replace(day=1) + datetime.timedelta(days=day.day - 1), _last_of(found))


def _last_of(first: datetime.date) -> datetime.date:
    following = datetime.date(first.year + first.month // 12, first.month % 12 + 1, 1)
    return following - A_DAY


@dataclass(frozen=True)
class Kept:
    """What was promised, and what of it follows from the log and was noted by hand."""

    promised: int
    logged: int = 0
    by_hand: int = 0

    @property
    def given(self) -> int:
        return self.logged + self.by_hand

    @property
    def left(self) -> int:
        return max(0, self.promised - self.given)

    @property
    def share(self) -> Fraction:
        """Of what was promised; more than was promised is more than 1."""
        return Fraction(max(0, self.given), self.promised)

    @property
    def is_whole(self) -> bool:
        return self.given >= self.promised

    def lags(self, passed: Fraction) -> bool:
        """Less is given than of the time is over, by more than a tenth of the whole."""
        return not self.is_whole and self.share + Fraction(1, 10) < passed

"""How many weeks a group's plan became, and why: "10 to 12 weeks" is a promise to be kept or explained."""

import datetime
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from programmes.rules.calendar import Days, Skipped

Week = tuple[int, int]
"""ISO year and week."""


@dataclass(frozen=True)
class Made:
    """A session by the day that the plan gave it, wherever it was moved to."""

    planned_on: datetime.date
    cancelled: str = ""
    moved: bool = False


class Fit(StrEnum):
    UNKNOWN = ""
    BELOW = "below"
    WITHIN = "within"
    ABOVE = "above"


@dataclass(frozen=True)
class Weeks:
    """`planned` = `became` + `skipped` + `cancelled` + those of which no session was made (`missing`).

    A week counts once, however many sessions it has. It became one where at least one session was not
    cancelled; it is cancelled where all were, for the reason of the first, and skipped where all its days
    are holidays. `skipped_days` are all days left out, also of weeks with another day.
    """

    planned: int
    became: int
    skipped: int
    cancelled: dict[str, int] = field(default_factory=dict)
    missing: int = 0
    moved: int = 0
    skipped_days: tuple[Skipped, ...] = ()
    fit: Fit = Fit.UNKNOWN

    @property
    def lost(self) -> int:
        return sum(self.cancelled.values())


def week_of(day: datetime.date) -> Week:
    iso = day.isocalendar()
    return iso.year, iso.week


def count_weeks(
    days: Sequence[Days],
    sessions: Iterable[Made],
    *,
    weeks_from: int | None = None,
    weeks_to: int | None = None,
) -> Weeks:
    """Of one group: the days of all its plans, and the sessions that were made."""
    made = sorted(sessions, key=lambda one: one.planned_on)
    held = {week_of(one.planned_on) for one in made if not one.cancelled}
    lost: dict[Week, str] = {}
    for one in made:
        if one.cancelled and week_of(one.planned_on) not in held:
            lost.setdefault(week_of(one.planned_on), one.cancelled)
    meeting = {week_of(day) for plan in days for day in plan.meets}
    skipped_days = tuple(sorted((one for plan in days for one in plan.skipped), key=lambda one: one.day))
    seen = held | set(lost)
    skipped = {week_of(one.day) for one in skipped_days} - meeting - seen
    missing = meeting - seen
    return Weeks(
        planned=len(seen | skipped | missing),
        became=len(held),
        skipped=len(skipped),
        cancelled=dict(Counter(lost.values())),
        missing=len(missing),
        moved=sum(1 for one in made if one.moved and not one.cancelled),
        skipped_days=skipped_days,
        fit=fit_of(len(held), weeks_from, weeks_to),
    )


def weeks_of(days: Collection[datetime.date]) -> int:
    return len({week_of(day) for day in days})


def fit_of(weeks: int, weeks_from: int | None, weeks_to: int | None) -> Fit:
    """Where a number of weeks lies to what a format asks for; unknown where it asks for nothing."""
    if weeks_from is None and weeks_to is None:
        return Fit.UNKNOWN
    if weeks_from is not None and weeks < weeks_from:
        return Fit.BELOW
    return Fit.ABOVE if weeks_to is not None and weeks > weeks_to else Fit.WITHIN

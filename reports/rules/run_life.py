"""A run's weeks, and what became of them. Pure: counts in, what a page shows out."""

import datetime
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

HELD, CANCELLED, UNLOGGED, COMING = "held", "cancelled", "unlogged", "coming"
STANDINGS = (HELD, CANCELLED, UNLOGGED, COMING)
A_WEEK = datetime.timedelta(days=7)


@dataclass(frozen=True)
class Count:
    """So many sessions of one week (its Monday) that stand alike; `reason` where they were cancelled."""

    monday: datetime.date
    standing: str
    number: int
    reason: str = ""


@dataclass(frozen=True)
class Week:
    monday: datetime.date
    counts: Mapping[str, int]
    reasons: Mapping[str, int]

    @property
    def total(self) -> int:
        return sum(self.counts.values())

    @property
    def is_lost(self) -> bool:
        """All that was to be was cancelled."""
        return bool(self.total) and self.counts.get(CANCELLED) == self.total


@dataclass(frozen=True)
class Became:
    """`met` weeks with a session that was not cancelled, `lost` ones by the reason most given, `empty` ones.

    Empty are those between the first and the last in which nothing was planned.
    """

    met: int
    lost: Mapping[str, int] = field(default_factory=dict)
    empty: int = 0


@dataclass(frozen=True)
class Presence:
    """Present or late, out of all marks at the held sessions of a week."""

    monday: datetime.date
    attended: int
    marks: int

    @property
    def share(self) -> float | None:
        return self.attended / self.marks if self.marks else None


@dataclass(frozen=True)
class Flow:
    """People, each once: who applied, who ever had a place, who left without another, who completed."""

    applied: int = 0
    enrolled: int = 0
    left: int = 0
    completed: int = 0
    here: int = 0


@dataclass(frozen=True)
class Planned:
    """Sessions of a group that are not cancelled: how long together, and of that what is over."""

    minutes: int
    minutes_over: int
    own: int
    partner: int


def weeks_of(counts: Iterable[Count]) -> list[Week]:
    """Every week from the first with a session to the last, those without any among them."""
    standing: dict[datetime.date, Counter[str]] = defaultdict(Counter)
    reasons: dict[datetime.date, Counter[str]] = defaultdict(Counter)
    for count in counts:
        standing[count.monday][count.standing] += count.number
        if count.reason:
            reasons[count.monday][count.reason] += count.number
    if not standing:
        return []
    monday, last, found = min(standing), max(standing), []
    while monday <= last:
        found.append(Week(monday, dict(standing[monday]), dict(reasons[monday].most_common())))
        monday += A_WEEK
    return found


def became(weeks: Sequence[Week]) -> Became:
    lost = Counter(next(iter(week.reasons), "") for week in weeks if week.is_lost)
    met = sum(1 for week in weeks if week.total and not week.is_lost)
    return Became(met, dict(lost), sum(1 for week in weeks if not week.total))


def share_of(presences: Iterable[Presence]) -> float | None:
    marks = attended = 0
    for one in presences:
        marks, attended = marks + one.marks, attended + one.attended
    return attended / marks if marks else None


def person_minutes(groups: Iterable[Planned]) -> tuple[int, int, int]:
    """Teaching by plan: the school's own, of that what is over by now, and the partner's."""
    rows = list(groups)
    own = sum(row.minutes * row.own for row in rows)
    over = sum(row.minutes_over * row.own for row in rows)
    return own, over, sum(row.minutes * row.partner for row in rows)

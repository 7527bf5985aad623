"""What the pages about hours show."""

import datetime
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import Prefetch
from django.utils import timezone

from portal.accounts.models import User
from programmes.forms.hours import Choices, in_form
from programmes.models import Group, ProgrammeRun, RunSchool, TrainingPresence, WorkHours, WorkKind
from programmes.policies.work import may_change_hours
from programmes.rules.working_days import week_of

_OWN = "parts of the schools that the user works at"
_LATEST = 20


@dataclass(frozen=True)
class Entry:
    row: WorkHours
    may_change: bool


@dataclass(frozen=True)
class WeekPage:
    """One's own work of a week, day by day; what follows from a roll call or a course is not changed here."""

    monday: datetime.date
    sunday: datetime.date
    days: list[tuple[datetime.date, list[Entry], int]]
    kinds: list[tuple[str, int]]
    minutes: int
    trainings: list[TrainingPresence]

    @property
    def before(self) -> datetime.date:
        return self.monday - datetime.timedelta(days=7)

    @property
    def after(self) -> datetime.date:
        return self.monday + datetime.timedelta(days=7)


def read_week(user: User, day: datetime.date) -> WeekPage:
    monday, sunday = week_of(day)
    own = WorkHours.objects.visible_to(user).filter(user=user).between(monday, sunday)
    rows = own.select_related("run__programme", "group", "session__group", "training_day__training")
    by_day: dict[datetime.date, list[Entry]] = defaultdict(list)
    for row in rows.order_by("on", "session__starts_at", "pk"):
        by_day[row.on].append(Entry(row, may_change_hours(user, row)))
    found = [entry.row for entries in by_day.values() for entry in entries]
    return WeekPage(
        monday=monday,
        sunday=sunday,
        days=[(on, entries, _sum(entry.row for entry in entries)) for on, entries in sorted(by_day.items())],
        kinds=[
            (str(kind.label), _sum(row for row in found if row.kind == kind))
            for kind in WorkKind
            if any(row.kind == kind for row in found)
        ],
        minutes=_sum(found),
        trainings=_taken_part(user),
    )


def _sum(rows: Iterable[WorkHours]) -> int:
    return sum(row.people * row.minutes for row in rows)


def _taken_part(user: User) -> list[TrainingPresence]:
    own = TrainingPresence.objects.visible_to(user).filter(user=user)
    return list(own.select_related("day__training__school").order_by("-day__on")[:_LATEST])


def parts_of(user: User) -> list[RunSchool]:
    """Open runs of the schools that one works at: those to come last, else one's own groups' first."""
    parts = RunSchool.objects.everything(why=_OWN).worked_at_by(user).open()
    own = Group.objects.visible_to(user).order_by("name")
    rows = parts.select_related("run__programme", "school").prefetch_related(
        Prefetch("run__groups", own, to_attr="own_groups")
    )
    found = list(rows.order_by("-run__starts_on", "run", "school"))
    today = timezone.localdate()
    return sorted(found, key=lambda part: (part.run.starts_on > today, not _groups(part)))


def _groups(part: RunSchool) -> list[Group]:
    groups: list[Group] = part.run.own_groups  # type: ignore[attr-defined]
    return [group for group in groups if group.school_id == part.school_id]


def choices_of(parts: list[RunSchool]) -> Choices:
    """Each run as a whole, then each of one's groups in it."""
    several = len({part.school_id for part in parts}) > 1
    found = []
    for part in parts:
        run = f"{part.run} · {part.school}" if several else str(part.run)
        found.append((in_form(part.school_id, part.run_id), run))
        for group in _groups(part):
            found.append((in_form(part.school_id, part.run_id, group.pk), f"{group.name} · {run}"))
    return found


@dataclass
class Person:
    """One's minutes in a run by kind; the partner's staff stand together, without a name."""

    name: str
    minutes: dict[str, int] = field(default_factory=dict)

    @property
    def total(self) -> int:
        return sum(self.minutes.values())

    @property
    def cells(self) -> list[int]:
        return [self.minutes.get(kind, 0) for kind in WorkKind.values]


def read_people(user: User, run: ProgrammeRun) -> tuple[list[Person], Person]:
    """By name, the partner's last; and the sum of all."""
    rows = WorkHours.objects.visible_to(user).filter(run=run).summed("user", "user__name", "kind")
    people: dict[int, Person] = {}
    whole = Person("")
    for row in rows.order_by("user__name", "user"):
        person = people.setdefault(row["user"] or 0, Person(row["user__name"] or ""))
        for one in (person, whole):
            one.minutes[row["kind"]] = one.minutes.get(row["kind"], 0) + row["minutes"]
    return sorted(people.values(), key=lambda one: (not one.name, one.name)), whole

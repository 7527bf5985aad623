"""What the page of a course shows: its days, and who took part, school by school."""

from collections import defaultdict
from dataclasses import dataclass, field

from django.utils import timezone

from portal.accounts.models import CultureSchool, User
from portal.scope.rights import rights_of
from portal.scope.roles import Role
from programmes.actions.note_presences import Cell, staff_of
from programmes.forms.training import cell_of
from programmes.models import Training, TrainingDay, TrainingPresence
from programmes.policies.training import may_set_up_training


@dataclass(frozen=True)
class Box:
    day: TrainingDay
    value: str
    is_present: bool


@dataclass(frozen=True)
class Line:
    name: str
    boxes: list[Box]


@dataclass
class SchoolPart:
    """One school's people; `may_tick` where the reader coordinates it and the run is open."""

    school: CultureSchool
    may_tick: bool
    lines: list[Line] = field(default_factory=list)
    people: int = 0
    minutes: int = 0

    @property
    def shown(self) -> str:
        return " ".join(box.value for line in self.lines for box in line.boxes if box.is_present)

    @property
    def is_whole(self) -> bool:
        """Everybody is noted for every day that has come."""
        return all(box.is_present for line in self.lines for box in line.boxes)


@dataclass(frozen=True)
class TrainingPage:
    training: Training
    days: list[TrainingDay]
    come: list[TrainingDay]
    parts: list[SchoolPart]
    partner_minutes: int
    may_set_up: bool
    is_open: bool

    @property
    def minutes(self) -> int:
        return sum(part.minutes for part in self.parts) + self.partner_minutes


def read_training(training: Training, user: User) -> TrainingPage:
    days = list(TrainingDay.objects.visible_to(user).filter(training=training))
    come = [day for day in days if day.on <= timezone.localdate()]
    run = training.run
    is_open = not (training.counts_as_hours and run and run.is_closed)
    may_set_up = may_set_up_training(user, training)
    return TrainingPage(
        training=training,
        days=days,
        come=come,
        parts=_parts(training, user, come, is_open=is_open, sees_all=may_set_up),
        partner_minutes=sum(day.minutes * day.partner_people for day in days) if may_set_up else 0,
        may_set_up=may_set_up,
        is_open=is_open,
    )


def _parts(
    training: Training, user: User, come: list[TrainingDay], *, is_open: bool, sees_all: bool
) -> list[SchoolPart]:
    """The host first, then the others by name; of them only one's own where one is not the host."""
    rows = TrainingPresence.objects.visible_to(user).filter(day__training=training).select_related("user")
    present: dict[int, dict[Cell, User]] = defaultdict(dict)
    for row in rows.order_by("user__name", "user"):
        present[row.school_id][(row.day_id, row.user_id)] = row.user
    invited = training.schools.everything(why="of a course that the user sees").order_by("name")
    own = rights_of(user).of(Role.COORDINATOR)
    return [
        _part(school, present[school.pk], come, may_tick=is_open and school.pk in own)
        for school in [training.school, *invited]
        if sees_all or school.pk in own
    ]


def _part(
    school: CultureSchool, present: dict[Cell, User], come: list[TrainingDay], *, may_tick: bool
) -> SchoolPart:
    people = {user.pk: user for user in present.values()}
    if may_tick:
        people = staff_of(school.pk) | people
    part = SchoolPart(school, may_tick)
    for user in sorted(people.values(), key=lambda one: (one.name, one.pk)):
        boxes = [Box(day, cell_of(day.pk, user.pk), (day.pk, user.pk) in present) for day in come]
        part.lines.append(Line(user.name, boxes))
    by_day = {day.pk: day.minutes for day in come}
    part.people = len({user for _day, user in present})
    part.minutes = sum(by_day.get(day, 0) for day, _user in present)
    return part

"""What the deadline calendar shows: each deadline with its school, its owner and what is missing."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils import timezone

from portal.accounts.models import CultureSchool, Membership, User
from portal.deadlines.registry import Deadline, DeadlineKind
from portal.scope.rights import rights_of
from portal.scope.roles import Role
from reports.owned_deadlines import owned_deadlines
from reports.rules.deadlines import arranged

BACK = AHEAD = datetime.timedelta(days=3 * 366)


@dataclass(frozen=True)
class Line:
    deadline: Deadline
    school: str
    owner: str
    days_left: int

    @property
    def days_late(self) -> int:
        return -self.days_left

    @property
    def own_pk(self) -> int | None:
        """Of one that a coordinator has written down: she ticks it off here."""
        key = self.deadline.key
        return int(key.removeprefix("own-")) if self.deadline.kind == DeadlineKind.OWN else None


@dataclass(frozen=True)
class MonthOfLines:
    first: datetime.date
    lines: list[Line]


@dataclass(frozen=True)
class DeadlinesPage:
    overdue: list[Line]
    months: list[MonthOfLines]
    several_schools: bool
    mine_only: bool

    @property
    def coming(self) -> int:
        return sum(len(month.lines) for month in self.months)


def read_deadlines(user: User, *, mine_only: bool) -> DeadlinesPage:
    """Of the schools that `user` coordinates; hers are those that name her, and those that name nobody."""
    today = timezone.localdate()
    own = rights_of(user).of(Role.COORDINATOR)
    schools = dict(CultureSchool.objects.visible_to(user).filter(pk__in=own).values_list("pk", "name"))
    found = owned_deadlines(own, today - BACK, today + AHEAD)
    names = _names(user, {one.owner_id for one in found if one.owner_id})
    if mine_only:
        found = [one for one in found if names.get(one.owner_id or 0) is None or one.owner_id == user.pk]
    order = arranged(found, today)

    def lines(deadlines: Iterable[Deadline]) -> list[Line]:
        return [
            Line(one, schools[one.school_id], names.get(one.owner_id or 0, ""), (one.due_on - today).days)
            for one in deadlines
        ]

    return DeadlinesPage(
        overdue=lines(order.overdue),
        months=[MonthOfLines(month.first, lines(month.deadlines)) for month in order.months],
        several_schools=len(schools) > 1,
        mine_only=mine_only,
    )


def _names(user: User, keys: set[int]) -> dict[int, str]:
    """Of those who coordinate a school of hers now; whoever has left sees to nothing."""
    members = Membership.objects.visible_to(user).current().filter(role=Role.COORDINATOR, user__in=keys)
    return dict(members.values_list("user_id", "user__name"))

"""What the daily reminders read: the schools' days, and who is to be told of what."""

from collections.abc import Mapping

from portal.accounts.models import CultureSchool, Membership, User
from portal.scope.roles import Role
from reports.models import ReminderDays
from reports.rules.reminding import DEFAULT_DAYS

WHY = "a job that serves all schools"


def reminder_days(school_id: int) -> tuple[int, ...]:
    rows = ReminderDays.objects.everything(why="of a school that the caller has judged")
    row = rows.filter(school=school_id).first()
    return tuple(row.days) if row else DEFAULT_DAYS


def coordinators_of(school: CultureSchool) -> Mapping[int, User]:
    members = Membership.objects.everything(why=WHY).current().select_related("user")
    found = members.filter(school=school, role=Role.COORDINATOR, user__is_active=True).order_by("user")
    return {one.user_id: one.user for one in found}

from collections.abc import Iterable

from django.apps import apps

from portal.accounts.models import CultureSchool, Membership, User
from portal.scope.person import Person
from portal.scope.roles import Role
from reports.rules.reminding import DEFAULT_DAYS


def people_of(user: Person, schools: Iterable[CultureSchool]) -> list[User]:
    """Who coordinates these schools, of those that `user` coordinates, by name."""
    members = Membership.objects.visible_to(user).current().filter(role=Role.COORDINATOR, school__in=schools)
    found = {one.user_id: one.user for one in members.filter(user__is_active=True).select_related("user")}
    return sorted(found.values(), key=lambda one: one.name)


def with_reminder_days(schools: Iterable[CultureSchool]) -> list[tuple[CultureSchool, tuple[int, ...]]]:
    """Each school with how many days before a deadline its people get a mail."""
    chosen = list(schools)
    rows = apps.get_model("reports", "ReminderDays").objects.everything(why="of schools already judged")
    days = dict(rows.filter(school__in=chosen).values_list("school_id", "days"))
    return [(school, tuple(days.get(school.pk, DEFAULT_DAYS))) for school in chosen]

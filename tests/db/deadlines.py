"""Deadlines for tests: own ones of a school, and what was told of them."""

import datetime

from portal.accounts.models import CultureSchool, User
from reports.models import OwnDeadline, ReminderMail
from tests.db.around import today
from tests.db.people import WHY


def written(at: CultureSchool, days: int, title: str = "Budget", owner: User | None = None) -> OwnDeadline:
    return OwnDeadline.objects.create(school=at, title=title, due_on=today(days), owner=owner)


def mails(**of: object) -> list[ReminderMail]:
    rows = ReminderMail.objects.everything(why=WHY).filter(**of)
    return list(rows.select_related("user", "job", "school").prefetch_related("reminders").order_by("pk"))


def later(days: int) -> datetime.datetime:
    return datetime.datetime.now(datetime.UTC) + datetime.timedelta(days=days)

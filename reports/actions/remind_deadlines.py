"""Each morning whoever sees to a deadline is told that it comes, so many days before as its school says."""

import datetime
import logging
from collections import defaultdict
from collections.abc import Callable, Collection

from participants.actions.remove_person import local_day
from portal.accounts.models import CultureSchool, User
from portal.audit.actor import Actor
from portal.audit.saving import NameTaken, unique_name
from portal.deadlines.registry import Deadline
from portal.jobs.queue import enqueue
from reports.models import Reminder, ReminderMail
from reports.owned_deadlines import owned_deadlines
from reports.reminding import WHY, coordinators_of, reminder_days
from reports.rules.reminding import reminder_for

NAME = "deadline reminders"
REMIND = "reports.remind_deadlines"
SEND = "reports.send_reminder"
Due = tuple[Deadline, int]
"""A deadline, and which of the school's numbers of days before it has come."""

_log = logging.getLogger(__name__)


class SchoolsLeftOut(Exception):
    """The deadlines of some schools could not be read; the log says why. The others' people were told."""


def remind_deadlines(
    *, actor: Actor, now: datetime.datetime | None = None, went_on: Callable[[], object] = lambda: None
) -> int:
    """How many mails went on their way: one to a person for a school and day, however much it speaks of.

    Each in a transaction of its own; a second time the same day, or a second worker, reminds nobody again.
    Raises SchoolsLeftOut at the end, so that the job tries again for those.
    """
    sent, left_out = 0, []
    schools = CultureSchool.objects.everything(why=WHY).select_related("municipality").order_by("pk")
    for school in schools:
        went_on()
        try:
            sent += _of_school(actor, school, local_day(school, now))
        except Exception:
            _log.exception("no reminders for school %s", school.pk)
            left_out.append(school.pk)
    if left_out:
        raise SchoolsLeftOut(left_out)
    return sent


def _of_school(actor: Actor, school: CultureSchool, today: datetime.date) -> int:
    days, people = reminder_days(school.pk), coordinators_of(school)
    if not days or not people:
        return 0
    told: dict[int, list[Due]] = defaultdict(list)
    for deadline in owned_deadlines([school.pk], today, today + datetime.timedelta(days=max(days))):
        due = reminder_for(deadline.due_on, today, days)
        if due is not None:
            for key in _whom(deadline, people):
                told[key].append((deadline, due))
    return sum(_remind(actor, school, people[key], today, due) for key, due in told.items())


def _whom(deadline: Deadline, people: Collection[int]) -> Collection[int]:
    """Its owner; all of them where nobody is named, or somebody who has left."""
    return [key for key in people if key == deadline.owner_id] or people


def _remind(actor: Actor, school: CultureSchool, user: User, today: datetime.date, due: list[Due]) -> bool:
    reminders = Reminder.objects.everything(why=WHY).filter(user=user, key__in=[one.key for one, _ in due])
    said = set(reminders.values_list("key", "due_on", "days"))
    new = [(one, days) for one, days in due if (one.key, one.due_on, days) not in said]
    mails = ReminderMail.objects.everything(why=WHY)
    if not new or mails.filter(user=user, school=school, on=today).exists():
        return False
    try:
        with unique_name("another worker has told of it"):
            job = enqueue(actor=actor, task=SEND)
            mail = ReminderMail.objects.create(school=school, user=user, on=today, job=job)
            Reminder.objects.bulk_create([_row(mail, one, days) for one, days in new])
    except NameTaken:
        return False
    return True


def _row(mail: ReminderMail, deadline: Deadline, days: int) -> Reminder:
    """Its title is not kept: the mail tells the kind and the day alone."""
    return Reminder(
        mail=mail,
        user_id=mail.user_id,
        key=deadline.key,
        kind=deadline.kind,
        due_on=deadline.due_on,
        days=days,
    )

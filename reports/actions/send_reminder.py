"""Sending what `remind_deadlines` put on its way: at most once, whatever becomes of the worker."""

from django.conf import settings
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from participants.post import Mail, post
from portal.deadlines.registry import DeadlineKind
from portal.jobs.lease import Claim, JobPostponed, JobRefused
from portal.scope.rights import rights_of
from portal.scope.roles import Role
from reports.models import ReminderMail

_WHY = "the reminder of a claimed job"


def send_reminder(*, claim: Claim) -> ReminderMail:
    """Raises JobRefused for somebody who coordinates the school no longer, and for a mail that may have gone.

    Whoever has a deadline before her finds it in the calendar, and is told again by the next of the school's
    days: so a mail too few is better than the same one twice.
    """
    rows = ReminderMail.objects.everything(why=_WHY).select_related("user", "school")
    row = rows.prefetch_related("reminders").get(job=claim.job)
    if row.school_id not in rights_of(row.user).of(Role.COORDINATOR):
        raise JobRefused(_("This person no longer has the role that the mail is for."))
    with translation.override(row.user.language):
        mail = Mail(
            row.user.email, _words("reminder_subject", row), _words("reminder", row), row.user.language
        )
    _begin(claim, row)
    try:
        post(claim, row, mail)
    except JobPostponed:
        ReminderMail.objects.everything(why=_WHY).filter(pk=row.pk).update(begun_at=None)
        raise
    return row


@transaction.atomic
def _begin(claim: Claim, row: ReminderMail) -> None:
    """Noted under the fence: of two workers one begins."""
    claim.renew()
    waiting = ReminderMail.objects.everything(why=_WHY).filter(pk=row.pk, begun_at=None)
    if not waiting.update(begun_at=timezone.now()):
        raise JobRefused(
            _("A worker was lost while it sent this mail. It may have gone, so it stays at that.")
        )


def _words(part: str, row: ReminderMail) -> str:
    """Kind and day alone: no purpose, no partner, no programme."""
    lines = [(one.due_on, DeadlineKind(one.kind).label) for one in row.reminders.all()]
    context = {"school": row.school, "lines": lines, "url": settings.SITE_URL + reverse("reports:deadlines")}
    return render_to_string(f"reports/mail/{part}.txt", context).strip()

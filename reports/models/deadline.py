"""Deadlines that a school writes down itself, and who was reminded of which one."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.accounts.models import CultureSchool
from portal.deadlines.registry import DeadlineKind
from portal.jobs.models import Job
from portal.scope.querysets import OfSchoolQuerySet, ScopedQuerySet

SEEN_TO_BY_KIND = (DeadlineKind.SETTLEMENT, DeadlineKind.SEASON, DeadlineKind.RETENTION)
"""Kinds whose rows name nobody: the school says for all of a kind at once who sees to them."""


class OwnDeadline(models.Model):
    """What a coordinator has written down because no other row says it; it is ticked off when it is done."""

    school = models.ForeignKey(CultureSchool, models.PROTECT, related_name="+")
    title = models.CharField(_("what"), max_length=160)
    due_on = models.DateField(_("by when"))
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("who sees to it"),
    )
    done_on = models.DateField(null=True, blank=True)

    objects = OfSchoolQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["school", "due_on"], name="own_deadline_due")]
        ordering = ["due_on", "pk"]

    def __str__(self) -> str:
        return self.title


class ReminderDays(models.Model):
    """How many days before a deadline a school's people get a mail; no number: they get none."""

    school = models.OneToOneField(CultureSchool, models.CASCADE, related_name="+")
    days = models.JSONField(default=list, help_text="Numbers, the largest first.")

    objects = OfSchoolQuerySet.as_manager()

    def __str__(self) -> str:
        return f"{self.school_id}: {self.days}"


class DeadlineOwner(models.Model):
    """Who sees to a school's deadlines of a kind, where the row itself names nobody."""

    school = models.ForeignKey(CultureSchool, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=12, choices=[(one.value, one.label) for one in SEEN_TO_BY_KIND])
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")

    objects = OfSchoolQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["school", "kind"], name="deadline_owner_once"),
        ]

    def __str__(self) -> str:
        return f"{self.school_id}: {self.kind}"


class ReminderMail(models.Model):
    """The one mail of a day to somebody about the deadlines of a school.

    `begun_at` is noted before it is handed over: whoever finds it so later cannot know whether it went.
    """

    school = models.ForeignKey(CultureSchool, models.PROTECT, related_name="+")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    on = models.DateField()
    job = models.OneToOneField(Job, models.PROTECT, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    begun_at = models.DateTimeField(null=True, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user", "school", "on"], name="reminder_mail_once_a_day"),
        ]

    def __str__(self) -> str:
        return f"{self.user_id} {self.on}"


class Reminder(models.Model):
    """Somebody was reminded of a deadline so many days before: once, whatever becomes of the job."""

    mail = models.ForeignKey(ReminderMail, models.CASCADE, related_name="reminders")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    key = models.CharField(max_length=80, help_text="Of the deadline.")
    kind = models.CharField(max_length=12)
    due_on = models.DateField()
    days = models.PositiveSmallIntegerField(help_text="Before the deadline, as the school has set.")

    objects = ScopedQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user", "key", "due_on", "days"], name="reminder_once"),
        ]
        ordering = ["due_on", "pk"]

    def __str__(self) -> str:
        return f"{self.key} {self.days}"

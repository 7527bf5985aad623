from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from portal.accounts.models import CultureSchool
from programmes.models.group import Employer, Group
from programmes.models.run import ProgrammeRun
from programmes.models.session import Session
from programmes.models.training import TrainingDay
from programmes.querysets.work import HeadCountQuerySet, WorkHoursQuerySet


class WorkKind(models.TextChoices):
    TEACHING = "teaching", _("teaching")
    PREPARATION = "preparation", _("preparation")
    COORDINATION = "coordination", _("coordination")
    TRAINING = "training", _("training")


class WorkHours(models.Model):
    """Work of adults in minutes of each person; person-hours are people × minutes / 60.

    The school's own people are counted one by one; of the partner's only how many they were.
    """

    school = models.ForeignKey(CultureSchool, models.PROTECT, related_name="+")
    run = models.ForeignKey(ProgrammeRun, models.CASCADE, related_name="work_hours")
    group = models.ForeignKey(Group, models.CASCADE, null=True, blank=True, related_name="work_hours")
    session = models.ForeignKey(Session, models.CASCADE, null=True, blank=True, related_name="work_hours")
    training_day = models.ForeignKey(
        TrainingDay, models.CASCADE, null=True, blank=True, related_name="work_hours"
    )
    employer = models.CharField(max_length=10, choices=Employer.choices)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    kind = models.CharField(max_length=15, choices=WorkKind.choices)
    people = models.PositiveSmallIntegerField(default=1)
    minutes = models.PositiveSmallIntegerField(help_text=_("Of each person."))
    on = models.DateField()

    objects = WorkHoursQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(employer=Employer.SCHOOL, user__isnull=False, people=1)
                | Q(employer=Employer.PARTNER, user=None, people__gte=1),
                name="work_own_person_or_partner_count",
            ),
            models.UniqueConstraint(
                fields=["session", "kind", "user"],
                condition=Q(session__isnull=False, user__isnull=False),
                name="work_once_a_session_and_person",
            ),
            models.UniqueConstraint(
                fields=["session", "kind"],
                condition=Q(session__isnull=False, employer=Employer.PARTNER),
                name="work_partner_once_a_session",
            ),
            models.UniqueConstraint(
                fields=["training_day", "user"],
                condition=Q(training_day__isnull=False, user__isnull=False),
                name="work_once_a_training_day",
            ),
            models.UniqueConstraint(
                fields=["training_day"],
                condition=Q(training_day__isnull=False, employer=Employer.PARTNER),
                name="work_partner_once_a_training_day",
            ),
            models.UniqueConstraint(
                fields=["school", "run", "user", "kind", "on"],
                condition=Q(session=None, training_day=None, group=None, user__isnull=False),
                name="work_beside_once_a_day",
            ),
            models.UniqueConstraint(
                fields=["group", "user", "kind", "on"],
                condition=Q(session=None, training_day=None, group__isnull=False, user__isnull=False),
                name="work_beside_once_a_day_and_group",
            ),
            models.CheckConstraint(
                condition=Q(minutes__gt=0, minutes__lte=1440), name="work_minutes_of_a_day"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.people} × {self.minutes}"


class HeadCountKind(models.TextChoices):
    VISITORS = "visitors", _("visitors")
    TOGETHER = "together", _("professionals and participants together")


class HeadCount(models.Model):
    """An anonymous count of people at something open; never a count of participants."""

    school = models.ForeignKey(CultureSchool, models.PROTECT, related_name="+")
    run = models.ForeignKey(ProgrammeRun, models.CASCADE, related_name="head_counts")
    on = models.DateField()
    kind = models.CharField(max_length=15, choices=HeadCountKind.choices, default=HeadCountKind.VISITORS)
    people = models.PositiveIntegerField()

    objects = HeadCountQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["run", "school", "on", "kind"], name="head_count_once_a_school")
        ]
        ordering = ["-on", "kind"]

    def __str__(self) -> str:
        return f"{self.people} {self.kind}"

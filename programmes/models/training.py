"""Courses and training days for staff, often of several schools."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from portal.accounts.models import CultureSchool
from programmes.models.run import ProgrammeRun
from programmes.querysets.training import PresenceQuerySet, TrainingDayQuerySet, TrainingQuerySet


class Training(models.Model):
    """A course of one or more days. Where it counts as hours, those are hours of `run`, by kind training."""

    school = models.ForeignKey(CultureSchool, models.PROTECT, related_name="+", help_text="Whose it is.")
    run = models.ForeignKey(ProgrammeRun, models.PROTECT, null=True, blank=True, related_name="trainings")
    schools = models.ManyToManyField(
        CultureSchool, related_name="+", blank=True, help_text=_("Others whose staff may take part.")
    )
    name = models.CharField(_("name"), max_length=120)
    about = models.TextField(_("in a few sentences"), blank=True, max_length=600)
    counts_as_hours = models.BooleanField(_("counts as hours"), default=True)

    objects = TrainingQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(counts_as_hours=False) | Q(run__isnull=False), name="training_hours_have_run"
            )
        ]
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class TrainingDay(models.Model):
    training = models.ForeignKey(Training, models.CASCADE, related_name="days")
    on = models.DateField(_("day"))
    minutes = models.PositiveSmallIntegerField(_("minutes"))
    room = models.CharField(_("room"), max_length=80, blank=True)
    partner_people = models.PositiveSmallIntegerField(
        _("people of partners"), default=0, help_text=_("Only how many they were.")
    )

    objects = TrainingDayQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["training", "on"], name="training_day_once"),
            models.CheckConstraint(
                condition=Q(minutes__gt=0, minutes__lte=1440), name="training_minutes_of_a_day"
            ),
        ]
        ordering = ["on"]

    def __str__(self) -> str:
        return f"{self.training_id} · {self.on}"


class TrainingPresence(models.Model):
    """Somebody of a school took part on a day."""

    day = models.ForeignKey(TrainingDay, models.CASCADE, related_name="presences")
    school = models.ForeignKey(CultureSchool, models.PROTECT, related_name="+")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    objects = PresenceQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["day", "user"], name="training_presence_once")]

    def __str__(self) -> str:
        return f"{self.day_id} · {self.user_id}"

"""When a group meets, as a rule, and the days on which it does not."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from portal.accounts.models import CultureSchool
from portal.geography.models import Municipality
from programmes.models.group import Group
from programmes.querysets.groups import OfGroupQuerySet
from programmes.querysets.plans import HolidayQuerySet


class SessionKind(models.TextChoices):
    LESSON = "lesson", _("lesson")
    THEORY = "theory", _("theory")
    ENSEMBLE = "ensemble", _("ensemble")
    GATHERING = "gathering", _("gathering")
    CONCERT = "concert", _("concert")
    TRIP = "trip", _("trip")
    OPEN = "open", _("open to all")


class SchoolHoliday(models.Model):
    """Days without school in a municipality, both included. Public holidays are known without a row."""

    municipality = models.ForeignKey(Municipality, models.CASCADE, related_name="+")
    name = models.CharField(_("name"), max_length=80)
    first_day = models.DateField(_("first day"))
    last_day = models.DateField(_("last day"))

    objects = HolidayQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["municipality", "name", "first_day"], name="holiday_once"),
            models.CheckConstraint(condition=Q(last_day__gte=F("first_day")), name="holiday_order"),
        ]
        ordering = ["first_day"]

    def __str__(self) -> str:
        return self.name


class SessionPlan(models.Model):
    """The rule by which sessions of a group are made: on `weekdays` of every so many weeks.

    Times are local to the school. A day is one session of the plan, whenever it is moved to.
    """

    school = models.ForeignKey(CultureSchool, models.PROTECT, related_name="+")
    group = models.ForeignKey(Group, models.CASCADE, related_name="plans")
    kind = models.CharField(_("kind"), max_length=10, choices=SessionKind.choices, default=SessionKind.LESSON)
    weekdays = models.JSONField(_("weekdays"), help_text="ISO: Monday is 1.")
    every_weeks = models.PositiveSmallIntegerField(_("every so many weeks"), default=1)
    starts_on = models.DateField(_("first day"))
    ends_on = models.DateField(_("last day"))
    time_from = models.TimeField(_("from"))
    time_to = models.TimeField(_("to"))
    room = models.CharField(_("room"), max_length=80, blank=True)
    skips_holidays = models.BooleanField(_("not on holidays"), default=True)

    objects = OfGroupQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(ends_on__gte=F("starts_on")), name="plan_period_order"),
            models.CheckConstraint(condition=Q(time_to__gt=F("time_from")), name="plan_time_order"),
            models.CheckConstraint(condition=Q(every_weeks__gte=1), name="plan_every_week_or_more"),
        ]
        ordering = ["starts_on", "time_from"]

    def __str__(self) -> str:
        return f"{self.group_id} · {self.starts_on}–{self.ends_on}"

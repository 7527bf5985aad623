from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from portal.accounts.models import CultureSchool
from portal.scope.querysets import OfSchoolQuerySet
from programmes.models.programme import Programme
from programmes.models.run import ProgrammeRun


class FocusArea(models.Model):
    """One of the areas on which a school's strategy puts its weight (satsingsområde, indsatsområde)."""

    school = models.ForeignKey(CultureSchool, models.PROTECT, related_name="+")
    name = models.CharField(_("name"), max_length=120)
    about = models.TextField(_("in a few sentences"), blank=True, max_length=600)
    position = models.PositiveSmallIntegerField(default=0)
    ended_on = models.DateField(null=True, blank=True)

    objects = OfSchoolQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["school", "name"], name="focus_area_once")]
        ordering = ["position", "name"]

    def __str__(self) -> str:
        return self.name


class GoalUnit(models.TextChoices):
    NUMBER = "number", _("number")
    PERCENT = "percent", _("per cent")


class Goal(models.Model):
    """What a school wants to reach with a programme, as a number; tied to a focus area where there is one."""

    school = models.ForeignKey(CultureSchool, models.PROTECT, related_name="+")
    programme = models.ForeignKey(Programme, models.CASCADE, related_name="goals")
    run = models.ForeignKey(
        ProgrammeRun,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="goals",
        help_text=_("Empty: of every run."),
    )
    focus_area = models.ForeignKey(FocusArea, models.SET_NULL, null=True, blank=True, related_name="goals")
    text = models.CharField(_("goal"), max_length=200)
    unit = models.CharField(_("unit"), max_length=10, choices=GoalUnit.choices)
    target = models.DecimalField(_("target"), max_digits=9, decimal_places=2)

    objects = OfSchoolQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(unit=GoalUnit.NUMBER, target__gt=0)
                | Q(unit=GoalUnit.PERCENT, target__gt=0, target__lte=100),
                name="goal_target_fits_unit",
            )
        ]

    def __str__(self) -> str:
        return self.text


class GoalResult(models.Model):
    """How far a goal was reached in a run, as somebody has counted it: so many, of so many for per cents."""

    school = models.ForeignKey(CultureSchool, models.PROTECT, related_name="+")
    goal = models.ForeignKey(Goal, models.CASCADE, related_name="results")
    run = models.ForeignKey(ProgrammeRun, models.CASCADE, related_name="+")
    on = models.DateField()
    reached = models.PositiveIntegerField(_("reached"))
    out_of = models.PositiveIntegerField(_("out of"), null=True, blank=True)
    source = models.CharField(_("counted from"), max_length=200, blank=True)
    noted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    objects = OfSchoolQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["goal", "run", "on"], name="goal_result_once_a_day"),
            models.CheckConstraint(
                condition=Q(out_of=None) | Q(out_of__gte=F("reached"), out_of__gt=0),
                name="goal_result_part_of_whole",
            ),
        ]
        ordering = ["on", "pk"]

    def __str__(self) -> str:
        return f"{self.goal_id}: {self.reached}"

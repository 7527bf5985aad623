"""What a school's focus areas want to reach, by which measures, with which programmes and numbers."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from partners.models import TargetMeasure
from programmes.models.goal import FocusArea
from programmes.models.programme import Programme
from programmes.querysets.strategy import OfFocusAreaQuerySet

COUNTED = (
    TargetMeasure.PARTICIPANTS,
    TargetMeasure.PLACES,
    TargetMeasure.ATTENDANCES,
    TargetMeasure.SESSIONS,
    TargetMeasure.HOURS,
)
"""What a target number of a strategy may count: all of it follows from what is logged."""


class LineKind(models.TextChoices):
    GOAL = "goal", _("goal")
    MEASURE = "measure", _("what we do for it")


class FocusLine(models.Model):
    """A goal of a focus area in words, or a measure by which it is to be reached (mål, tiltak)."""

    focus_area = models.ForeignKey(FocusArea, models.CASCADE, related_name="lines")
    kind = models.CharField(_("goal or measure"), max_length=8, choices=LineKind.choices)
    text = models.CharField(_("in a sentence"), max_length=240)
    position = models.PositiveSmallIntegerField(default=0)
    done_on = models.DateField(null=True, blank=True, help_text="Of a measure: carried out.")

    objects = OfFocusAreaQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(kind="measure") | Q(done_on=None), name="focus_line_done"),
            models.UniqueConstraint(fields=["focus_area", "kind", "text"], name="focus_line_once"),
        ]
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return self.text


class FocusProgramme(models.Model):
    """A programme that serves a focus area: what is logged in it counts towards the area's numbers."""

    focus_area = models.ForeignKey(FocusArea, models.CASCADE, related_name="ties")
    programme = models.ForeignKey(Programme, models.CASCADE, related_name="focus_ties")

    objects = OfFocusAreaQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["focus_area", "programme"], name="focus_programme_once")
        ]

    def __str__(self) -> str:
        return f"{self.focus_area_id} · {self.programme_id}"


class FocusTarget(models.Model):
    """What a focus area is to reach in a calendar year, as a number; hours are of 60 minutes."""

    focus_area = models.ForeignKey(FocusArea, models.CASCADE, related_name="targets")
    year = models.PositiveSmallIntegerField(_("year"))
    measure = models.CharField(
        _("counted"), max_length=14, choices=[(one.value, one.label) for one in COUNTED]
    )
    target = models.PositiveIntegerField(_("target number"))

    objects = OfFocusAreaQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["focus_area", "year", "measure"], name="focus_target_once"),
            models.CheckConstraint(condition=Q(target__gt=0), name="focus_target_positive"),
            models.CheckConstraint(condition=Q(year__range=(2000, 2100)), name="focus_target_year"),
        ]
        ordering = ["year", "pk"]

    def __str__(self) -> str:
        return f"{self.year} {self.measure} {self.target}"

"""When a school takes applications, by which criteria, and what families read about it."""

import datetime

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from portal.accounts.models import CultureSchool
from portal.scope.querysets import OfSchoolQuerySet
from programmes.models.programme import Programme
from programmes.models.run import ProgrammeRun
from programmes.querysets.seasons import SeasonQuerySet


class Season(models.Model):
    """The time in which families apply to one school for places in one run; both days included.

    Whoever had a place in `previous_run` is asked to keep, change or give it up, and goes before others
    until `priority_until`.
    """

    school = models.ForeignKey(CultureSchool, models.PROTECT, related_name="seasons")
    run = models.ForeignKey(ProgrammeRun, models.CASCADE, related_name="seasons")
    opens_on = models.DateField(_("opens"))
    closes_on = models.DateField(_("closes"))
    previous_run = models.ForeignKey(
        ProgrammeRun,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("run before it"),
    )
    priority_until = models.DateField(_("last year's pupils go first until"), null=True, blank=True)
    invited_at = models.DateTimeField(null=True, blank=True, help_text="When last year's pupils were asked.")

    objects = SeasonQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["school", "run"], name="season_once_a_run"),
            models.CheckConstraint(condition=Q(closes_on__gte=F("opens_on")), name="season_order"),
            models.CheckConstraint(
                condition=Q(priority_until=None) | Q(priority_until__gte=F("opens_on")),
                name="season_priority_after_opening",
            ),
        ]
        ordering = ["-opens_on"]

    def __str__(self) -> str:
        return f"{self.run} · {self.opens_on}–{self.closes_on}"

    def is_open(self, on: datetime.date) -> bool:
        return self.opens_on <= on <= self.closes_on


class CriterionKind(models.TextChoices):
    """What decides the order of a waiting list. Talent is never ranked."""

    GRADE = "grade", _("within the grades of the group")
    AGE = "age", _("within the ages of the programme")
    OWN_WISH = "own_wish", _("the group is the applicant's first wish")
    EXTERNAL_DECISION = "external_decision", _("the other service's decision has been seen")
    PLACE_KEPT = "place_kept", _("had the place last year and applied again in time")
    SIBLINGS = "siblings", _("a sibling has a place in the group")


class Criterion(models.Model):
    """One of a school's criteria for a programme, in order of `position`; the time of application is last."""

    school = models.ForeignKey(CultureSchool, models.PROTECT, related_name="+")
    programme = models.ForeignKey(Programme, models.CASCADE, related_name="criteria")
    kind = models.CharField(max_length=20, choices=CriterionKind.choices)
    position = models.PositiveSmallIntegerField()

    objects = OfSchoolQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["school", "programme", "kind"], name="criterion_once"),
        ]
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return self.get_kind_display()


class PublicText(models.Model):
    """What families read about a programme in one language, written by the school; tells no target group."""

    school = models.ForeignKey(CultureSchool, models.PROTECT, related_name="+")
    programme = models.ForeignKey(Programme, models.CASCADE, related_name="public_texts")
    language = models.CharField(max_length=7)
    name = models.CharField(_("name"), max_length=120)
    art_form = models.CharField(_("art form"), max_length=60, blank=True)
    about = models.TextField(_("in a few sentences"), blank=True, max_length=600)

    objects = OfSchoolQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["school", "programme", "language"], name="public_text_once")
        ]

    def __str__(self) -> str:
        return self.name

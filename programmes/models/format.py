from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from portal.accounts.models import CultureSchool
from programmes.models.programme import Programme
from programmes.querysets.formats import FormatQuerySet


class Format(models.Model):
    """The template of a group (opplegg): sizes, staffing and time as a programme has found them to work."""

    programme = models.ForeignKey(Programme, models.CASCADE, related_name="formats")
    school = models.ForeignKey(
        CultureSchool,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text=_("Whose own it is; empty: of the whole programme."),
    )
    name = models.CharField(_("name"), max_length=60)
    size_from = models.PositiveSmallIntegerField(null=True, blank=True)
    size_to = models.PositiveSmallIntegerField(null=True, blank=True)
    grade_from = models.PositiveSmallIntegerField(null=True, blank=True)
    grade_to = models.PositiveSmallIntegerField(null=True, blank=True)
    age_from = models.PositiveSmallIntegerField(null=True, blank=True)
    age_to = models.PositiveSmallIntegerField(null=True, blank=True)
    teachers = models.PositiveSmallIntegerField(null=True, blank=True)
    partner_staff = models.PositiveSmallIntegerField(null=True, blank=True)
    session_minutes = models.PositiveSmallIntegerField(_("minutes a session"))
    weeks_from = models.PositiveSmallIntegerField(null=True, blank=True)
    weeks_to = models.PositiveSmallIntegerField(null=True, blank=True)
    weekly_theory = models.BooleanField(default=False)
    ensemble = models.CharField(_("ensemble"), max_length=80, blank=True, help_text=_("In words."))
    gatherings_a_year = models.PositiveSmallIntegerField(
        null=True, blank=True, help_text=_("Saturday gatherings and trips together.")
    )
    gatherings_a_semester = models.PositiveSmallIntegerField(
        null=True, blank=True, help_text=_("Gatherings or trips; both together.")
    )
    fee_factor = models.DecimalField(
        max_digits=4, decimal_places=2, null=True, blank=True, help_text=_("Times the ordinary semester fee.")
    )
    trips_are_extra = models.BooleanField(default=False)
    activities = models.CharField(max_length=200, blank=True)

    objects = FormatQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "name"], condition=Q(school=None), name="format_once_a_programme"
            ),
            models.UniqueConstraint(
                fields=["programme", "school", "name"],
                condition=Q(school__isnull=False),
                name="format_once_a_school",
            ),
        ]

    def __str__(self) -> str:
        return self.name

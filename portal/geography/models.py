"""Municipalities and regions by period. Source: SSB Klass 131 and the Danish kommunekoder.

A municipality stays one while its code, name and region change: Ås is 3021 in Viken in 2023 and 3218 in
Akershus from 2024.
"""

import datetime

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from portal.geography.querysets import PeriodQuerySet, ReferenceQuerySet


class Country(models.TextChoices):
    NORWAY = "NO", _("Norway")
    DENMARK = "DK", _("Denmark")

    @property
    def time_zone(self) -> str:
        return "Europe/Oslo" if self is Country.NORWAY else "Europe/Copenhagen"

    @property
    def language(self) -> str:
        return "nb" if self is Country.NORWAY else "da"

    @property
    def currency(self) -> str:
        return "NOK" if self is Country.NORWAY else "DKK"


class NoPeriod(LookupError):
    """Nothing is known of a municipality on a day; the message says which and since when it is known."""


class Region(models.Model):
    """A county (fylkeskommune) or region. A code may be unknown for one that is still to come."""

    country = models.CharField(max_length=2, choices=Country.choices)
    code = models.CharField(max_length=4, blank=True)
    name = models.CharField(max_length=80)

    objects = ReferenceQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["country", "code", "name"], name="region_once")]

    def __str__(self) -> str:
        return self.name


class Municipality(models.Model):
    """One municipality through all its periods, known by its code of 2024; codes are text."""

    country = models.CharField(max_length=2, choices=Country.choices)
    code_in_2024 = models.CharField(max_length=4)
    name = models.CharField(max_length=80, help_text=_("The name as of 2024."))

    objects = ReferenceQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["country", "code_in_2024"], name="municipality_once")]
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    def period_on(self, day: datetime.date) -> "MunicipalityPeriod":
        """Code, name and region on `day`. Raises NoPeriod with a reason for a day that no period covers."""
        period = self.periods.valid_on(day).select_related("region").first()
        if period:
            return period
        first = self.periods.order_by("valid_from").first()
        raise NoPeriod(
            gettext("%(name)s is known from %(first)s only; %(day)s lies outside of that.")
            % {"name": self.name, "first": first.valid_from if first else "–", "day": day}
        )


class MunicipalityPeriod(models.Model):
    municipality = models.ForeignKey(Municipality, models.PROTECT, related_name="periods")
    region = models.ForeignKey(Region, models.PROTECT, related_name="+")
    code = models.CharField(max_length=4)
    name = models.CharField(max_length=80)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True, help_text=_("The last day, if there is one."))

    objects = PeriodQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["municipality", "valid_from"], name="municipality_period_once"),
            models.CheckConstraint(
                condition=Q(valid_to=None) | Q(valid_to__gte=F("valid_from")),
                name="municipality_period_order",
            ),
        ]
        ordering = ["municipality", "valid_from"]

    def __str__(self) -> str:
        return f"{self.code} {self.name}"

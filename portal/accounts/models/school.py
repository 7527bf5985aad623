from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.accounts.querysets import CultureSchoolQuerySet
from portal.geography.models import Country, Municipality


class CultureSchool(models.Model):
    """The tenant: a culture school, hosted by one municipality, serving one or several."""

    name = models.CharField(_("name"), max_length=120)
    municipality = models.ForeignKey(Municipality, models.PROTECT, related_name="schools")
    serves = models.ManyToManyField(Municipality, related_name="+", blank=True)
    phone = models.CharField(_("phone"), max_length=30, blank=True)

    objects = CultureSchoolQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["municipality", "name"], name="school_once")]
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    @property
    def country(self) -> Country:
        return Country(self.municipality.country)

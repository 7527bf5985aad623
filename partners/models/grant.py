from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from partners.models.money import money_field
from partners.querysets import FunderQuerySet
from portal.accounts.models import CultureSchool
from portal.geography.models import Country
from portal.scope.querysets import OfSchoolQuerySet


class FunderKind(models.TextChoices):
    STATE = "state", _("state")
    REGION = "region", _("region")
    MUNICIPALITY = "municipality", _("municipality")
    FOUNDATION = "foundation", _("foundation")
    OTHER = "other", _("other")


class Currency(models.TextChoices):
    NOK = "NOK", "NOK"
    DKK = "DKK", "DKK"


class Funder(models.Model):
    name = models.CharField(_("name"), max_length=120)
    kind = models.CharField(_("kind"), max_length=20, choices=FunderKind.choices)
    country = models.CharField(max_length=2, choices=Country.choices)

    objects = FunderQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["country", "name"], name="funder_once")]

    def __str__(self) -> str:
        return self.name


class Grant(models.Model):
    """Money awarded to a school for a purpose. The funder's region never says who takes part."""

    school = models.ForeignKey(CultureSchool, models.PROTECT, related_name="grants")
    funder = models.ForeignKey(Funder, models.PROTECT, related_name="grants")
    purpose = models.TextField(_("purpose"))
    amount = money_field(help_text=_("In øre."))
    currency = models.CharField(max_length=3, choices=Currency.choices)
    starts_on = models.DateField()
    ends_on = models.DateField()
    ceiling_share = models.DecimalField(
        max_digits=5,
        decimal_places=4,
        null=True,
        blank=True,
        help_text=_("Largest share of the budget, 0 to 1."),
    )

    objects = OfSchoolQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(amount__gt=0), name="grant_amount_positive"),
            models.CheckConstraint(condition=Q(ends_on__gte=F("starts_on")), name="grant_period_order"),
            models.CheckConstraint(
                condition=Q(ceiling_share=None) | Q(ceiling_share__gt=0, ceiling_share__lte=1),
                name="grant_ceiling_is_share",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.funder} {self.starts_on:%Y}"

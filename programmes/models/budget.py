from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from partners.models import Grant, money_field
from partners.models.grant import Currency
from portal.accounts.models import CultureSchool
from portal.scope.querysets import OfSchoolQuerySet
from programmes.models.run import ProgrammeRun


class Payer(models.TextChoices):
    GRANT = "grant", _("grant")
    SCHOOL = "school", _("the culture school")
    AGENCY = "agency", _("a partner")
    UNDIVIDED = "undivided", _("own and other funding, not divided in the source")


class BudgetLine(models.Model):
    """What one payer puts into a run, in øre."""

    run = models.ForeignKey(ProgrammeRun, models.CASCADE, related_name="budget_lines")
    school = models.ForeignKey(CultureSchool, models.PROTECT, related_name="+")
    payer = models.CharField(max_length=10, choices=Payer.choices)
    grant = models.ForeignKey(Grant, models.PROTECT, null=True, blank=True, related_name="budget_lines")
    amount = money_field(help_text=_("In øre."))
    currency = models.CharField(max_length=3, choices=Currency.choices)

    objects = OfSchoolQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(payer=Payer.GRANT, grant__isnull=False) | Q(~Q(payer=Payer.GRANT), grant=None),
                name="budget_line_grant_fits_payer",
            ),
            models.CheckConstraint(condition=Q(amount__gt=0), name="budget_line_amount_positive"),
        ]

    def __str__(self) -> str:
        return f"{self.payer} {self.amount}"

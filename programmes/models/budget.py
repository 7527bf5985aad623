from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from partners.models import CostCategory, Grant, PartnerAgency, currency_field, money_field
from portal.accounts.models import CultureSchool
from portal.scope.querysets import OfSchoolQuerySet
from programmes.models.run import ProgrammeRun


class Payer(models.TextChoices):
    GRANT = "grant", _("grant")
    SCHOOL = "school", _("the culture school")
    AGENCY = "agency", _("a partner")
    FAMILIES = "families", _("families' fees")
    UNDIVIDED = "undivided", _("own and other funding, not divided in the source")


class Basis(models.TextChoices):
    """Money, or in kind: hours of work or of a room, times a rate (egeninnsats)."""

    MONEY = "money", _("money")
    WORK = "work", _("hours of work, in kind")
    ROOM = "room", _("hours of a room, in kind")


class RunMoney(models.Model):
    """What a line of the budget and one of the accounts share: who pays how much of a run, for what."""

    run = models.ForeignKey(ProgrammeRun, models.CASCADE, related_name="%(class)ss")
    school = models.ForeignKey(CultureSchool, models.PROTECT, related_name="+")
    category = models.CharField(
        _("category"), max_length=14, choices=CostCategory.choices, default=CostCategory.OTHER
    )
    text = models.CharField(_("what for"), max_length=160, blank=True)
    payer = models.CharField(_("who pays"), max_length=10, choices=Payer.choices)
    grant = models.ForeignKey(Grant, models.PROTECT, null=True, blank=True, related_name="%(class)ss")
    agency = models.ForeignKey(
        PartnerAgency, models.PROTECT, null=True, blank=True, related_name="%(class)ss"
    )
    basis = models.CharField(_("money or in kind"), max_length=5, choices=Basis.choices, default=Basis.MONEY)
    minutes = models.IntegerField(null=True, blank=True, help_text="Of work or of the room.")
    rate = money_field(null=True, blank=True, help_text="Of an hour of 60 minutes, in øre.")
    amount = money_field(help_text=_("In øre."))
    currency = currency_field()

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(payer="grant", grant__isnull=False, agency=None)
                | Q(payer="agency", grant=None)
                | Q(~Q(payer__in=("grant", "agency")), grant=None, agency=None),
                name="%(class)s_payer_fits",
            ),
            models.CheckConstraint(
                condition=Q(basis="money", minutes=None, rate=None)
                | Q(~Q(basis="money"), ~Q(minutes=0), minutes__isnull=False, rate__gt=0),
                name="%(class)s_in_kind_has_rate",
            ),
            models.CheckConstraint(
                condition=Q(basis="money") | ~Q(payer__in=("grant", "families")),
                name="%(class)s_in_kind_by_school_or_partner",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.payer} {self.amount}"

    @property
    def code(self) -> str:
        """Of its currency, where that is not the school's own, which goes without saying."""
        return "" if self.currency == self.school.country.currency else self.currency


class BudgetLine(RunMoney):
    """What one payer puts into a run, as it was planned, in øre."""

    expected = money_field(
        null=True, blank=True, help_text="What it will end at, in øre, where that is known to differ."
    )

    objects = OfSchoolQuerySet.as_manager()

    class Meta(RunMoney.Meta):
        constraints = [
            *RunMoney.Meta.constraints,
            models.CheckConstraint(condition=Q(amount__gt=0), name="budget_line_amount_positive"),
            models.CheckConstraint(
                condition=Q(expected=None) | Q(expected__gte=0), name="budget_line_expected_not_negative"
            ),
        ]
        ordering = ["category", "pk"]

from decimal import Decimal

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from participants.models.cost_share import CostShare, SharedCost
from participants.models.fee import Fee
from participants.querysets.fees import OfInvoiceFileQuerySet, OfSettlementQuerySet, SettlementQuerySet
from partners.models import PartnerAgency, currency_field, money_field, share_field
from portal.accounts.models import CultureSchool
from portal.geography.models import Municipality
from portal.scope.querysets import OfSchoolQuerySet


class Settlement(models.Model):
    """What one agency or municipality owes for a period (avregning). It is made closed and never changes.

    What is found to be wrong later is a line of the next one.
    """

    school = models.ForeignKey(CultureSchool, models.PROTECT, related_name="+")
    number = models.PositiveIntegerField(help_text="Within the school, from 1.")
    agency = models.ForeignKey(PartnerAgency, models.PROTECT, null=True, blank=True, related_name="+")
    municipality = models.ForeignKey(Municipality, models.PROTECT, null=True, blank=True, related_name="+")
    starts_on = models.DateField(_("from"))
    ends_on = models.DateField(_("to"))
    total = money_field()
    currency = currency_field()
    closed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    closed_at = models.DateTimeField(auto_now_add=True)

    objects = SettlementQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(ends_on__gte=F("starts_on")), name="settlement_period_order"),
            models.CheckConstraint(
                condition=Q(agency__isnull=False, municipality=None)
                | Q(agency=None, municipality__isnull=False),
                name="settlement_of_one",
            ),
            models.UniqueConstraint(fields=["school", "number"], name="settlement_number_once"),
            models.UniqueConstraint(
                fields=["school", "agency", "starts_on"],
                condition=Q(agency__isnull=False),
                name="settlement_of_agency_once",
            ),
            models.UniqueConstraint(
                fields=["school", "municipality", "starts_on"],
                condition=Q(municipality__isnull=False),
                name="settlement_of_municipality_once",
            ),
        ]
        ordering = ["-starts_on", "number"]

    def __str__(self) -> str:
        return f"{self.school_id}-{self.number}"


class SettlementLine(models.Model):
    """One fee or cost of a settlement as it was then: less than 0, or not for the first time, it corrects."""

    settlement = models.ForeignKey(Settlement, models.CASCADE, related_name="lines")
    cost_share = models.ForeignKey(CostShare, models.PROTECT, related_name="+")
    fee = models.ForeignKey(Fee, models.PROTECT, null=True, blank=True, related_name="+")
    cost = models.ForeignKey(SharedCost, models.PROTECT, null=True, blank=True, related_name="+")
    on = models.DateField()
    what = models.CharField(max_length=300)
    case_reference = models.CharField(max_length=40, blank=True)
    whole = money_field(help_text="What all pay together, in øre.")
    share = share_field(null=True, blank=True)
    amount = money_field()
    in_kind = models.BooleanField(default=False, help_text="Given, not owed: it stands beside the total.")
    is_correction = models.BooleanField(default=False)

    objects = OfSettlementQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(fee__isnull=False, cost=None) | Q(fee=None, cost__isnull=False),
                name="settlement_line_of_one",
            ),
            models.CheckConstraint(condition=~Q(amount=0), name="settlement_line_not_zero"),
        ]
        ordering = ["on", "pk"]

    def __str__(self) -> str:
        return self.what

    @property
    def words(self) -> str:
        """What it is for, as it was; of a protected address nothing that somebody wrote."""
        share = self.cost_share
        return share.words if share.is_protected or not self.what else self.what

    @property
    def per_cent(self) -> Decimal | None:
        return None if self.share is None else self.share * 100


class InvoiceFile(models.Model):
    """The basis for invoicing that went to the municipality's invoicing system, once for each amount."""

    school = models.ForeignKey(CultureSchool, models.PROTECT, related_name="+")
    number = models.PositiveIntegerField(help_text="Within the school, from 1.")
    through = models.DateField(help_text="What began on this day or before it.")
    currency = currency_field()
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)

    objects = OfSchoolQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["school", "number"], name="invoice_file_number_once")]
        ordering = ["-made_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.school_id}-{self.number}"


class InvoiceLine(models.Model):
    """What a family pays of a fee, or an agency of a settlement; less than 0 takes back what was invoiced."""

    invoice_file = models.ForeignKey(InvoiceFile, models.CASCADE, related_name="lines")
    fee = models.ForeignKey(Fee, models.PROTECT, null=True, blank=True, related_name="+")
    settlement = models.OneToOneField(
        Settlement, models.PROTECT, null=True, blank=True, related_name="invoiced"
    )
    amount = money_field()

    objects = OfInvoiceFileQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(fee__isnull=False, settlement=None) | Q(fee=None, settlement__isnull=False),
                name="invoice_line_of_one",
            ),
            models.CheckConstraint(condition=~Q(amount=0), name="invoice_line_not_zero"),
        ]
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.invoice_file_id}: {self.amount}"

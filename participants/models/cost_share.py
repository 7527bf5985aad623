from decimal import Decimal

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from participants.models.enrolment import Enrolment
from participants.querysets.fees import CostShareQuerySet, OfCostShareQuerySet
from partners.models import (
    Agreement,
    Equipment,
    Grant,
    PartnerAgency,
    currency_field,
    money_field,
    share_field,
)
from portal.accounts.models import CultureSchool
from portal.geography.models import Municipality
from programmes.models import Group, ProgrammeRun


class CostShare(models.Model):
    """What several pay together (spleiselag, medfinansiering): an activity, a thing, or one child's place.

    Of a place its fees are shared, and of anything the costs written down with it.
    """

    school = models.ForeignKey(CultureSchool, models.PROTECT, related_name="+")
    title = models.CharField(
        _("what it is called"), max_length=120, help_text=_("Payers read it. No child's name.")
    )
    run = models.ForeignKey(ProgrammeRun, models.PROTECT, null=True, blank=True, related_name="+")
    group = models.ForeignKey(Group, models.PROTECT, null=True, blank=True, related_name="+")
    equipment = models.ForeignKey(Equipment, models.PROTECT, null=True, blank=True, related_name="+")
    enrolment = models.ForeignKey(
        Enrolment, models.CASCADE, null=True, blank=True, related_name="cost_shares"
    )
    agreement = models.ForeignKey(
        Agreement,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text=_("Empty: case by case."),
    )
    starts_on = models.DateField(_("from"))
    ends_on = models.DateField(_("to"), null=True, blank=True)
    currency = currency_field()

    objects = CostShareQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(run__isnull=False, group=None, equipment=None, enrolment=None)
                | Q(run=None, group__isnull=False, equipment=None, enrolment=None)
                | Q(run=None, group=None, equipment__isnull=False, enrolment=None)
                | Q(run=None, group=None, equipment=None, enrolment__isnull=False),
                name="cost_share_of_one",
            ),
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on")), name="cost_share_period_order"
            ),
            models.UniqueConstraint(
                fields=["enrolment"],
                condition=Q(enrolment__isnull=False, ends_on=None),
                name="cost_share_of_place_one_at_a_time",
            ),
        ]
        ordering = ["title", "pk"]

    def __str__(self) -> str:
        return self.title

    @property
    def is_protected(self) -> bool:
        return bool(self.enrolment and self.enrolment.participant.address_protection)

    @property
    def words(self) -> str:
        """As payers read it: of a protected address, or once details are removed, nothing somebody wrote."""
        return gettext("a place") if self.is_protected or not self.title else self.title


class PayerKind(models.TextChoices):
    AGENCY = "agency", _("a partner")
    MUNICIPALITY = "municipality", _("a municipality")
    GRANT = "grant", _("a grant")
    SCHOOL = "school", _("the culture school")
    FAMILY = "family", _("the family")


class ShareBasis(models.TextChoices):
    """Whatever is promised in money or in kind comes off first; per cent are of what is left."""

    PERCENT = "percent", _("per cent")
    MONEY = "money", _("an amount each time")
    KIND = "kind", _("hours in kind each time")


class SharePayer(models.Model):
    """One who pays a part; the øre that do not divide go to the one who takes the rest."""

    cost_share = models.ForeignKey(CostShare, models.CASCADE, related_name="payers")
    kind = models.CharField(_("who pays"), max_length=12, choices=PayerKind.choices)
    agency = models.ForeignKey(PartnerAgency, models.PROTECT, null=True, blank=True, related_name="+")
    municipality = models.ForeignKey(Municipality, models.PROTECT, null=True, blank=True, related_name="+")
    grant = models.ForeignKey(Grant, models.PROTECT, null=True, blank=True, related_name="+")
    basis = models.CharField(_("how"), max_length=7, choices=ShareBasis.choices)
    share = share_field(null=True, blank=True)
    amount = money_field(
        null=True, blank=True, help_text=_("Each time, in øre; of hours what they are worth.")
    )
    minutes = models.PositiveIntegerField(null=True, blank=True)
    rate = money_field(null=True, blank=True, help_text="Of an hour of 60 minutes, in øre.")
    takes_rest = models.BooleanField(_("takes what does not divide"), default=False)
    case_reference = models.CharField(
        _("the payer's case number"), max_length=40, blank=True, help_text=_("Only this payer reads it.")
    )

    objects = OfCostShareQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(kind="agency", agency__isnull=False, municipality=None, grant=None)
                | Q(kind="municipality", agency=None, municipality__isnull=False, grant=None)
                | Q(kind="grant", agency=None, municipality=None, grant__isnull=False)
                | Q(kind__in=("school", "family"), agency=None, municipality=None, grant=None),
                name="share_payer_is_one",
            ),
            models.CheckConstraint(
                condition=Q(basis="percent", share__gte=0, share__lte=1, amount=None, minutes=None, rate=None)
                | Q(basis="money", share=None, amount__gt=0, minutes=None, rate=None, takes_rest=False)
                | Q(basis="kind", share=None, amount__gt=0, minutes__gt=0, rate__gt=0, takes_rest=False),
                name="share_payer_basis_fits",
            ),
            *(
                models.UniqueConstraint(
                    fields=["cost_share", who],
                    condition=Q(**{f"{who}__isnull": False}),
                    name=f"share_payer_{who}_once",
                )
                for who in ("agency", "municipality", "grant")
            ),
            models.UniqueConstraint(
                fields=["cost_share", "kind"],
                condition=Q(kind__in=("school", "family")),
                name="share_payer_of_kind_once",
            ),
            models.UniqueConstraint(
                fields=["cost_share"], condition=Q(takes_rest=True), name="share_payer_one_takes_rest"
            ),
        ]
        ordering = ["pk"]

    def __str__(self) -> str:
        return str(self.agency or self.municipality or self.grant or self.get_kind_display())

    @property
    def per_cent(self) -> Decimal | None:
        return None if self.share is None else self.share * 100


class SharedCost(models.Model):
    """A cost that the payers of a share divide. One below 0 corrects another, and leaves it above or at 0."""

    cost_share = models.ForeignKey(CostShare, models.CASCADE, related_name="costs")
    on = models.DateField(_("day"))
    text = models.CharField(_("what for"), max_length=160, help_text=_("Payers read it. No child's name."))
    amount = money_field(verbose_name=_("amount"))
    corrects = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="corrections")
    noted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    noted_at = models.DateTimeField(auto_now_add=True)

    objects = OfCostShareQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(corrects=None, amount__gt=0) | Q(Q(corrects__isnull=False), ~Q(amount=0)),
                name="shared_cost_amount_or_correction",
            )
        ]
        ordering = ["on", "pk"]

    def __str__(self) -> str:
        return self.text

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from participants.models.enrolment import Enrolment
from participants.querysets.fees import FeeQuerySet
from partners.models import currency_field, money_field, share_field
from portal.accounts.models import CultureSchool


class FeeChange(models.TextChoices):
    """Why a fee is not what it was made as."""

    LATE = "late", _("came later in the half-year")
    LEFT = "left", _("left early")
    AGREED = "agreed", _("agreed with the family")
    WRONG = "wrong", _("it was wrong")


class Fee(models.Model):
    """What a place costs for half a year (elevbetaling, deltagerbetaling); who pays it is said elsewhere.

    `amount` follows from the rest: `participants.rules.fees.fee`.
    """

    school = models.ForeignKey(CultureSchool, models.PROTECT, related_name="+")
    enrolment = models.ForeignKey(Enrolment, models.CASCADE, related_name="fees")
    starts_on = models.DateField(_("from"))
    ends_on = models.DateField(_("to"))
    ordinary = money_field(help_text=_("The ordinary fee of half a year, in øre."))
    factor = models.DecimalField(_("times the ordinary fee"), max_digits=4, decimal_places=2)
    reduction = share_field(verbose_name=_("less for siblings"), default=0)
    trips = money_field(verbose_name=_("trips"), default=0)
    less = money_field(verbose_name=_("taken off"), default=0)
    changed_for = models.CharField(_("why it was changed"), max_length=6, choices=FeeChange, blank=True)
    amount = money_field(verbose_name=_("amount"))
    currency = currency_field()
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)

    objects = FeeQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["enrolment", "starts_on"], name="fee_once_a_term"),
            models.CheckConstraint(condition=Q(ends_on__gte=F("starts_on")), name="fee_period_order"),
            models.CheckConstraint(
                condition=Q(ordinary__gte=0, factor__gte=0, trips__gte=0, less__gte=0, amount__gte=0),
                name="fee_not_negative",
            ),
            models.CheckConstraint(
                condition=Q(reduction__gte=0, reduction__lte=1), name="fee_reduction_is_share"
            ),
        ]
        ordering = ["starts_on", "pk"]

    def __str__(self) -> str:
        return f"{self.enrolment_id} · {self.starts_on}"


class FeeWaiver(models.Model):
    """A free place (friplass, friplads): what the family would pay, the culture school pays."""

    school = models.ForeignKey(CultureSchool, models.PROTECT, related_name="+")
    enrolment = models.ForeignKey(Enrolment, models.CASCADE, related_name="fee_waivers")
    starts_on = models.DateField(_("from"))
    ends_on = models.DateField(_("to"), null=True, blank=True)
    granted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    granted_at = models.DateTimeField(auto_now_add=True)

    objects = FeeQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["enrolment"], condition=Q(ends_on=None), name="fee_waiver_one_at_a_time"
            ),
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on")), name="fee_waiver_period_order"
            ),
        ]
        ordering = ["starts_on", "pk"]

    def __str__(self) -> str:
        return f"{self.enrolment_id} · {self.starts_on}"

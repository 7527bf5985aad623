from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from partners.models.money import money_field, share_field


class Conditions(models.Model):
    """What a funder asks for, as data: of a scheme as it is announced, of a grant as it was awarded.

    An empty field means that nothing is asked.
    """

    ceiling_share = share_field(
        null=True, blank=True, verbose_name=_("largest share of the budget"), help_text=_("0 to 1.")
    )
    own_share = share_field(
        null=True, blank=True, verbose_name=_("least own contribution"), help_text=_("0 to 1 of the budget.")
    )
    eligible_costs = models.TextField(_("costs that it may be used for"), blank=True, max_length=1000)
    eligible_categories = models.JSONField(
        default=list, blank=True, help_text="Categories of cost that it may be used for; empty: all."
    )
    age_from = models.PositiveSmallIntegerField(_("from age"), null=True, blank=True)
    age_to = models.PositiveSmallIntegerField(_("to age"), null=True, blank=True)
    by_calendar_year = models.BooleanField(_("used and reported by calendar year"), default=False)
    most_years = models.PositiveSmallIntegerField(_("years at most"), null=True, blank=True)
    least_amount = money_field(null=True, blank=True, help_text="In øre.")
    least_amount_of = models.CharField(
        max_length=80, blank=True, help_text=_("What the least amount is for, such as an activity type.")
    )
    comparable_accounts = models.BooleanField(_("accounts comparable with the budget"), default=False)
    report_month = models.PositiveSmallIntegerField(null=True, blank=True)
    report_day = models.PositiveSmallIntegerField(null=True, blank=True)
    report_days_after = models.PositiveSmallIntegerField(
        null=True, blank=True, help_text=_("Days after the last day of the period, where no date is set.")
    )
    report_before_next = models.BooleanField(_("final report before the next application"), default=False)

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(ceiling_share=None) | Q(ceiling_share__gt=0, ceiling_share__lte=1),
                name="%(class)s_ceiling_is_share",
            ),
            models.CheckConstraint(
                condition=Q(own_share=None) | Q(own_share__gt=0, own_share__lt=1),
                name="%(class)s_own_is_share",
            ),
            models.CheckConstraint(
                condition=Q(age_from=None) | Q(age_to=None) | Q(age_to__gte=F("age_from")),
                name="%(class)s_age_order",
            ),
            models.CheckConstraint(
                condition=Q(report_month=None, report_day=None)
                | Q(report_month__range=(1, 12), report_day__range=(1, 31), report_days_after=None),
                name="%(class)s_report_date",
            ),
        ]

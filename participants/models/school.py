"""What a culture school has set for itself."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from participants.models.enrolment import EnrolmentState
from participants.querysets.families import SchoolsQuerySet
from partners.models import money_field, share_field
from portal.accounts.models import CultureSchool


class SettlementMonths(models.IntegerChoices):
    MONTH = 1, _("each month")
    QUARTER = 3, _("each quarter")
    HALF_YEAR = 6, _("each half-year")


class SchoolSettings(models.Model):
    """The one row of a school; a school without one has the defaults (`participants.school_settings`)."""

    school = models.OneToOneField(CultureSchool, models.CASCADE, related_name="settings")
    languages = models.JSONField(
        _("languages for families"), default=list, blank=True, help_text=_("Empty: all of them.")
    )
    answer_days = models.PositiveSmallIntegerField(_("days to answer an offer"), default=10)
    offers_by_itself = models.BooleanField(_("the next offer goes out by itself"), default=False)
    photo_consent_age = models.PositiveSmallIntegerField(
        _("age of own consent to photos"), default=15, help_text=_("Below it the guardian consents.")
    )
    sharing_consent_age = models.PositiveSmallIntegerField(_("age of own consent to sharing"), default=18)
    own_application_age = models.PositiveSmallIntegerField(_("age of applying oneself"), default=18)
    retention_years = models.PositiveSmallIntegerField(
        _("years that details are kept after a run"), default=5
    )
    clearance_years = models.PositiveSmallIntegerField(
        _("years until a police certificate is seen again"), default=3
    )
    due_reminder_days = models.PositiveSmallIntegerField(
        _("days before something lent is due that the family is reminded"), default=2
    )
    semester_fee = money_field(
        verbose_name=_("ordinary fee of half a year"), null=True, blank=True, help_text=_("In øre.")
    )
    sibling_reduction = share_field(verbose_name=_("less for the second child of a family and on"), default=0)
    settlement_months = models.PositiveSmallIntegerField(
        _("settled with agencies"), choices=SettlementMonths.choices, default=SettlementMonths.QUARTER
    )
    letter_intro = models.TextField(_("first lines of a decision letter"), blank=True, max_length=1000)
    appeal_text = models.TextField(_("how to appeal"), blank=True, max_length=2000)
    tells_coordinators_of_applications = models.BooleanField(_("mail about new applications"), default=True)
    tells_coordinators_of_answers = models.BooleanField(_("mail about answers to offers"), default=True)
    tells_partners_of_decisions = models.BooleanField(_("mail to the partner who referred"), default=True)

    objects = SchoolsQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(semester_fee=None) | models.Q(semester_fee__gte=0),
                name="settings_fee_not_negative",
            ),
            models.CheckConstraint(
                condition=models.Q(sibling_reduction__gte=0, sibling_reduction__lte=1),
                name="settings_reduction_is_share",
            ),
        ]

    def __str__(self) -> str:
        return str(self.school)


class Ground(models.Model):
    """A reason for a decision, from the list that a school keeps. `language` is that of `text`."""

    school = models.ForeignKey(CultureSchool, models.CASCADE, related_name="+")
    for_state = models.CharField(_("for"), max_length=12, choices=EnrolmentState.choices)
    text = models.CharField(_("reason"), max_length=200)
    position = models.PositiveSmallIntegerField(default=0)
    ended_at = models.DateTimeField(null=True, blank=True, help_text="No longer offered.")

    objects = SchoolsQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["school", "for_state", "text"], name="ground_once")]
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return self.text

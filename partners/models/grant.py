from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from partners.models.conditions import Conditions
from partners.models.money import currency_field, money_field
from partners.models.papers import PaperKind
from partners.querysets import FunderQuerySet, OfGrantQuerySet, ReportDueQuerySet, SchemePaperQuerySet
from portal.accounts.models import CultureSchool
from portal.geography.models import Country
from portal.scope.querysets import OfSchoolQuerySet


class FunderKind(models.TextChoices):
    STATE = "state", _("state")
    REGION = "region", _("region")
    MUNICIPALITY = "municipality", _("municipality")
    FOUNDATION = "foundation", _("foundation")
    OTHER = "other", _("other")


class Funder(models.Model):
    """A public body or a foundation that gives grants (tilskuddsgiver, tilskudsgiver)."""

    name = models.CharField(_("name"), max_length=120)
    kind = models.CharField(_("kind"), max_length=20, choices=FunderKind.choices)
    country = models.CharField(max_length=2, choices=Country.choices)

    objects = FunderQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["country", "name"], name="funder_once")]
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class GrantScheme(Conditions):
    """A funder's scheme with its conditions, as a school has taken it in or written it down itself."""

    school = models.ForeignKey(CultureSchool, models.PROTECT, related_name="+")
    funder = models.ForeignKey(Funder, models.PROTECT, null=True, blank=True, related_name="schemes")
    name = models.CharField(_("name"), max_length=160)
    about = models.TextField(_("what it is for"), blank=True, max_length=1000)
    source = models.CharField(
        _("where its conditions stand"), blank=True, max_length=200, help_text=_("Document and date.")
    )
    ended_on = models.DateField(null=True, blank=True)

    objects = OfSchoolQuerySet.as_manager()

    class Meta(Conditions.Meta):
        constraints = [
            *Conditions.Meta.constraints,
            models.UniqueConstraint(fields=["school", "name"], name="scheme_once"),
        ]
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class GrantState(models.TextChoices):
    APPLIED = "applied", _("applied for")
    AWARDED = "awarded", _("awarded")
    REFUSED = "refused", _("refused")
    CLOSED = "closed", _("closed")


class Afterwards(models.TextChoices):
    """How it goes on after the last krone."""

    BUDGET_LINE = "budget_line", _("a fixed line in the municipality's budget")
    NEW_GRANT = "new_grant", _("a new grant is applied for")
    ENDS = "ends", _("it ends")


class Grant(Conditions):
    """Money that a school applies for and is awarded for a purpose (tilskudd, bevilling).

    `amount` is what was applied for until it is awarded. The funder's region never says who takes part.
    """

    school = models.ForeignKey(CultureSchool, models.PROTECT, related_name="grants")
    funder = models.ForeignKey(Funder, models.PROTECT, related_name="grants")
    scheme = models.ForeignKey(
        GrantScheme, models.SET_NULL, null=True, blank=True, related_name="grants", verbose_name=_("scheme")
    )
    title = models.CharField(_("what we call it"), max_length=120, blank=True)
    purpose = models.TextField(_("purpose"))
    goals = models.TextField(_("goals"), blank=True, max_length=2000)
    state = models.CharField(max_length=10, choices=GrantState.choices, default=GrantState.APPLIED)
    applied_on = models.DateField(_("applied on"), null=True, blank=True)
    applied_amount = money_field(null=True, blank=True, help_text=_("In øre."))
    awarded_on = models.DateField(_("awarded on"), null=True, blank=True)
    reference = models.CharField(_("the funder's reference"), max_length=60, blank=True)
    amount = money_field(help_text=_("In øre."))
    currency = currency_field()
    starts_on = models.DateField()
    ends_on = models.DateField()
    responsible = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    afterwards = models.CharField(_("how it goes on"), max_length=12, choices=Afterwards.choices, blank=True)
    afterwards_note = models.CharField(_("in a sentence"), max_length=300, blank=True)

    objects = OfSchoolQuerySet.as_manager()

    class Meta(Conditions.Meta):
        constraints = [
            *Conditions.Meta.constraints,
            models.CheckConstraint(condition=Q(amount__gt=0), name="grant_amount_positive"),
            models.CheckConstraint(condition=Q(ends_on__gte=F("starts_on")), name="grant_period_order"),
            models.CheckConstraint(
                condition=Q(state__in=("applied", "refused"), awarded_on=None)
                | Q(state__in=("awarded", "closed"), awarded_on__isnull=False),
                name="grant_awarded_has_day",
            ),
        ]
        ordering = ["-starts_on", "pk"]

    def __str__(self) -> str:
        return self.title or f"{self.funder} {self.starts_on:%Y}"


class PaperStage(models.TextChoices):
    APPLICATION = "application", _("with the application")
    REPORT = "report", _("with the report")


class AskedPaper(models.Model):
    """A paper that a funder asks for, where the amount lies in a span: of a scheme or of a grant."""

    scheme = models.ForeignKey(
        GrantScheme, models.CASCADE, null=True, blank=True, related_name="asked_papers"
    )
    grant = models.ForeignKey(Grant, models.CASCADE, null=True, blank=True, related_name="asked_papers")
    stage = models.CharField(_("when"), max_length=12, choices=PaperStage.choices)
    kind = models.CharField(_("paper"), max_length=24, choices=PaperKind.choices)
    above = money_field(default=0, help_text="Asked for above this amount, in øre.")
    up_to = money_field(null=True, blank=True, help_text="And up to this one, in øre.")
    note = models.CharField(_("as the funder words it"), max_length=200, blank=True)

    objects = SchemePaperQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(scheme=None, grant__isnull=False) | Q(scheme__isnull=False, grant=None),
                name="asked_paper_of_one",
            ),
            models.CheckConstraint(
                condition=Q(up_to=None) | Q(up_to__gt=F("above")), name="asked_paper_span"
            ),
        ]
        ordering = ["stage", "above", "pk"]

    def __str__(self) -> str:
        return self.get_kind_display()


class TargetMeasure(models.TextChoices):
    """What a target number counts; all but the last follow from what is logged in the grant's runs."""

    PARTICIPANTS = "participants", _("unique participants")
    PLACES = "places", _("places")
    ATTENDANCES = "attendances", _("attendances")
    VISITORS = "visitors", _("visitors")
    GROUPS = "groups", _("groups")
    SESSIONS = "sessions", _("sessions held")
    SCHOOLS = "schools", _("culture schools")
    PARTNERS = "partners", _("partners")
    HOURS = "hours", _("person-hours of work")
    OTHER = "other", _("something else, counted by hand")


class GrantTarget(models.Model):
    """A target number of a grant, and what was reached where that is counted by hand."""

    grant = models.ForeignKey(Grant, models.CASCADE, related_name="targets")
    measure = models.CharField(_("counted"), max_length=14, choices=TargetMeasure.choices)
    text = models.CharField(_("in the words of the application"), max_length=160, blank=True)
    target = models.PositiveIntegerField(_("target number"))
    reached = models.PositiveIntegerField(_("reached"), null=True, blank=True)
    reached_on = models.DateField(null=True, blank=True)

    objects = OfGrantQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(target__gt=0), name="grant_target_positive"),
            models.CheckConstraint(
                condition=Q(measure="other") | Q(reached=None), name="grant_target_reached_by_hand"
            ),
        ]
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.measure} {self.target}"


class GrantPayment(models.Model):
    """An instalment of a grant: expected on a day, received on another. Less than 0 is paid back."""

    grant = models.ForeignKey(Grant, models.CASCADE, related_name="payments")
    due_on = models.DateField(_("expected"), null=True, blank=True)
    received_on = models.DateField(_("received"), null=True, blank=True)
    amount = money_field(help_text=_("In øre."))
    reference = models.CharField(_("voucher"), max_length=60, blank=True)

    objects = OfGrantQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(amount=0), name="grant_payment_not_zero"),
            models.CheckConstraint(
                condition=Q(due_on__isnull=False) | Q(received_on__isnull=False),
                name="grant_payment_has_day",
            ),
        ]
        ordering = ["due_on", "received_on", "pk"]

    def __str__(self) -> str:
        return f"{self.grant_id}: {self.amount}"


class ReportKind(models.TextChoices):
    YEARLY = "yearly", _("yearly report")
    FINAL = "final", _("final report")


class ReportDue(models.Model):
    """A report that a funder wants by a day, as the conditions gave it or a coordinator corrected it."""

    grant = models.ForeignKey(Grant, models.CASCADE, related_name="reports_due")
    kind = models.CharField(_("report"), max_length=8, choices=ReportKind.choices)
    period_from = models.DateField()
    period_to = models.DateField()
    due_on = models.DateField(_("due"))
    is_corrected = models.BooleanField(
        default=False, help_text="Set by a person: the conditions no longer move it."
    )
    sent_on = models.DateField(_("sent"), null=True, blank=True)

    objects = ReportDueQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["grant", "kind", "period_to"], name="report_due_once"),
            models.CheckConstraint(
                condition=Q(period_to__gte=F("period_from"), due_on__gte=F("period_from")),
                name="report_due_period_order",
            ),
        ]
        ordering = ["due_on", "pk"]

    def __str__(self) -> str:
        return f"{self.grant_id} {self.kind} {self.due_on}"

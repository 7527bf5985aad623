from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from partners.models import Attachment, Grant, PartnerAgency
from portal.accounts.models import CultureSchool
from portal.scope.querysets import OfSchoolQuerySet
from programmes.models.budget import Payer, RunMoney
from programmes.models.run import ProgrammeRun
from programmes.querysets.money import ActualLineQuerySet


class AccountsMapping(models.Model):
    """How a school's accounting system writes its files: remembered from the last import."""

    school = models.OneToOneField(CultureSchool, models.CASCADE, related_name="+")
    columns = models.JSONField(default=dict, help_text="Our field → the heading of its column.")
    categories = models.JSONField(default=dict, help_text="Account → category.")

    objects = OfSchoolQuerySet.as_manager()

    def __str__(self) -> str:
        return f"{self.school_id}"


class ImportState(models.TextChoices):
    READ = "read", _("read, not taken in")
    TAKEN_IN = "taken_in", _("taken in")
    DROPPED = "dropped", _("dropped")


class AccountsImport(models.Model):
    """A file of the accounting system: read, looked at, and taken in when a coordinator says so."""

    run = models.ForeignKey(ProgrammeRun, models.CASCADE, related_name="accounts_imports")
    school = models.ForeignKey(CultureSchool, models.PROTECT, related_name="+")
    name = models.CharField(max_length=160, help_text="What the file was called.")
    file = models.CharField(max_length=120, blank=True, help_text="In the private storage, until taken in.")
    sha256 = models.CharField(max_length=64)
    columns = models.JSONField(default=dict)
    categories = models.JSONField(default=dict)
    payers = models.JSONField(default=dict, help_text="Project → who pays, or that it is another run's.")
    payer = models.CharField(max_length=10, choices=Payer.choices)
    grant = models.ForeignKey(Grant, models.PROTECT, null=True, blank=True, related_name="+")
    agency = models.ForeignKey(PartnerAgency, models.PROTECT, null=True, blank=True, related_name="+")
    state = models.CharField(max_length=10, choices=ImportState.choices, default=ImportState.READ)
    added = models.PositiveIntegerField(default=0, help_text="Lines that came of it.")
    known = models.PositiveIntegerField(default=0, help_text="Rows that were there already.")
    unread = models.PositiveIntegerField(default=0, help_text="Rows that could not be read.")
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)

    objects = OfSchoolQuerySet.as_manager()

    class Meta:
        ordering = ["-made_at", "-pk"]

    def __str__(self) -> str:
        return self.name


class ActualLine(RunMoney):
    """A line of the accounts of a run. Less than 0 is a refund or corrects another line."""

    on = models.DateField(_("day"))
    voucher = models.CharField(_("voucher"), max_length=40, blank=True)
    account = models.CharField(_("account"), max_length=40, blank=True)
    corrects = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="corrections")
    taken_from = models.ForeignKey(
        AccountsImport, models.PROTECT, null=True, blank=True, related_name="lines"
    )
    row_key = models.CharField(
        max_length=64, blank=True, help_text="Of the row in the accounting system: it comes in once."
    )
    cells_key = models.CharField(
        max_length=64, blank=True, help_text="Of all that stood in the row, whatever its columns meant."
    )
    receipt = models.ForeignKey(
        Attachment, models.SET_NULL, null=True, blank=True, related_name="actual_lines"
    )
    noted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    noted_at = models.DateTimeField(auto_now_add=True)

    objects = ActualLineQuerySet.as_manager()

    class Meta(RunMoney.Meta):
        constraints = [
            *RunMoney.Meta.constraints,
            models.CheckConstraint(condition=~Q(amount=0), name="actual_line_amount_not_zero"),
            models.UniqueConstraint(
                fields=["school", "row_key"], condition=~Q(row_key=""), name="actual_line_row_once"
            ),
        ]
        indexes = [
            models.Index(fields=["grant", "run"], name="actual_line_grant"),
            models.Index(fields=["run", "on"], name="actual_line_run"),
            models.Index(fields=["school", "voucher"], name="actual_line_voucher"),
        ]
        ordering = ["on", "pk"]


class ClosedPeriod(models.Model):
    """All of a school's accounts to a day are closed: no line of them is added or changed (period lock)."""

    school = models.ForeignKey(CultureSchool, models.PROTECT, related_name="+")
    through = models.DateField(_("closed to and with"))
    closed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    closed_at = models.DateTimeField(auto_now_add=True)

    objects = OfSchoolQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["school", "through"], name="closed_period_once")]
        ordering = ["-through"]

    def __str__(self) -> str:
        return f"{self.school_id} {self.through}"

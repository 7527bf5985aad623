from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from partners.models import Grant, PartnerAgency
from partners.querysets import OfGrantQuerySet
from portal.accounts.models import CultureSchool
from portal.scope.querysets import OfSchoolQuerySet
from programmes.models.programme import Programme
from programmes.querysets.programmes import RunQuerySet
from programmes.querysets.work import RunSchoolQuerySet


class RunState(models.TextChoices):
    PLANNED = "planned", _("planned")
    OPEN = "open", _("open")
    CLOSED = "closed", _("closed")


class ProgrammeRun(models.Model):
    """A programme carried out once (gjennomføring, forløb): the unit of budget, report and retention."""

    programme = models.ForeignKey(Programme, models.PROTECT, related_name="runs")
    host_school = models.ForeignKey(CultureSchool, models.PROTECT, related_name="hosted_runs")
    schools = models.ManyToManyField(CultureSchool, through="RunSchool", related_name="runs")
    partners = models.ManyToManyField(PartnerAgency, through="RunPartner", related_name="+")
    name = models.CharField(_("name"), max_length=120)
    period_as_written = models.CharField(
        max_length=120, blank=True, help_text=_("The period in the source's words, where it is no date.")
    )
    starts_on = models.DateField()
    ends_on = models.DateField()
    state = models.CharField(max_length=10, choices=RunState.choices, default=RunState.PLANNED)
    countries = models.PositiveSmallIntegerField(
        _("countries"),
        null=True,
        blank=True,
        help_text=_("From how many countries its people come; no country is stored on a person."),
    )
    copied_from = models.ForeignKey(
        "self",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        help_text="The run it was made from.",
    )
    retention_on = models.DateField(help_text=_("On this day the details of its people are removed."))

    objects = RunQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["programme", "name"], name="run_once"),
            models.CheckConstraint(condition=Q(ends_on__gte=F("starts_on")), name="run_period_order"),
            models.CheckConstraint(
                condition=Q(retention_on__gt=F("ends_on")), name="run_retention_after_end"
            ),
        ]
        ordering = ["-starts_on"]

    def __str__(self) -> str:
        return f"{self.programme} · {self.name}"

    @property
    def is_closed(self) -> bool:
        return self.state == RunState.CLOSED


class RunSchool(models.Model):
    """A school that takes part in a run; the host is one of them."""

    run = models.ForeignKey(ProgrammeRun, models.CASCADE, related_name="school_parts")
    school = models.ForeignKey(CultureSchool, models.PROTECT, related_name="+")

    objects = RunSchoolQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["run", "school"], name="run_school_once")]

    def __str__(self) -> str:
        return f"{self.run} · {self.school}"


class RunGrant(models.Model):
    """A run in which a grant's target numbers are counted; one that the grant pays is counted anyway."""

    run = models.ForeignKey(ProgrammeRun, models.CASCADE, related_name="grant_parts")
    grant = models.ForeignKey(Grant, models.CASCADE, related_name="run_parts")

    objects = OfGrantQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["run", "grant"], name="run_grant_once")]

    def __str__(self) -> str:
        return f"{self.run_id} · {self.grant_id}"


class RunPartner(models.Model):
    """An agency that a school works with in a run, or partners as a source sums them up."""

    run = models.ForeignKey(ProgrammeRun, models.CASCADE, related_name="partner_parts")
    school = models.ForeignKey(CultureSchool, models.PROTECT, related_name="+")
    agency = models.ForeignKey(PartnerAgency, models.PROTECT, null=True, blank=True, related_name="run_parts")
    as_written = models.CharField(max_length=120, blank=True)

    objects = OfSchoolQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(agency__isnull=False, as_written="") | Q(Q(agency=None), ~Q(as_written="")),
                name="run_partner_agency_or_words",
            )
        ]

    def __str__(self) -> str:
        return self.as_written or str(self.agency)

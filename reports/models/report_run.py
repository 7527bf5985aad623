import uuid
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from portal.accounts.models import CultureSchool
from portal.geography.models import Municipality
from portal.jobs.models import Job
from programmes.models import Programme
from reports.querysets.runs import ReportRunQuerySet


class ReportRun(models.Model):
    """One report that somebody asked for: its scope, its frozen figures, its one published file.

    The scope is the programme alone (asked for by its lead), a municipality (its leader) or a school (its
    coordinator); with a municipality or school, `programme` narrows it to that programme's part.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    definition = models.CharField(max_length=40)
    programme = models.ForeignKey(Programme, models.PROTECT, null=True, blank=True, related_name="+")
    municipality = models.ForeignKey(Municipality, models.PROTECT, null=True, blank=True, related_name="+")
    school = models.ForeignKey(CultureSchool, models.PROTECT, null=True, blank=True, related_name="+")
    period_from = models.DateField(help_text=_("The first day that counts."))
    period_to = models.DateField(help_text=_("The last day that counts."))
    language = models.CharField(max_length=7)
    rate = models.DecimalField(
        max_digits=9,
        decimal_places=4,
        null=True,
        blank=True,
        help_text="What one krone of the other currency is in that of the report's own country, as given.",
    )
    title = models.CharField(_("title"), max_length=200)
    version = models.PositiveSmallIntegerField(default=1)
    requested_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    requested_at = models.DateTimeField(auto_now_add=True)
    job = models.OneToOneField(Job, models.PROTECT, related_name="+")
    snapshot = models.JSONField(null=True, blank=True, help_text=_("Protected figures only."))
    file = models.CharField(max_length=120, blank=True)
    sha256 = models.CharField(max_length=64, blank=True)
    size = models.PositiveIntegerField(null=True, blank=True)
    published_at = models.DateTimeField(null=True, blank=True)

    objects = ReportRunQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(municipality=None, school=None, programme__isnull=False)
                | Q(municipality__isnull=False, school=None)
                | Q(municipality=None, school__isnull=False),
                name="report_has_one_scope",
            ),
            models.CheckConstraint(
                condition=Q(file="", sha256="", published_at=None)
                | Q(~Q(file=""), ~Q(sha256=""), Q(snapshot__isnull=False, published_at__isnull=False)),
                name="report_published_whole",
            ),
            models.CheckConstraint(condition=Q(period_to__gte=F("period_from")), name="report_period_order"),
            models.CheckConstraint(condition=Q(rate=None) | Q(rate__gt=0), name="report_rate_positive"),
        ]
        ordering = ["-requested_at"]

    def __str__(self) -> str:
        return self.title

    @property
    def is_published(self) -> bool:
        return bool(self.file)

    @property
    def figures(self) -> dict[str, Any]:
        """The snapshot of a published report."""
        return self.snapshot or {}

    @property
    def file_name(self) -> str:
        """What a download is called: period and version, nothing that tells whom the report is about."""
        first, last = self.period_from.year, self.period_to.year
        years = str(first) if first == last else f"{first}-{last}"
        return f"samklang-{years}-v{self.version}-{self.id.hex[:8]}.pdf"

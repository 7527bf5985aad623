from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from partners.models.agreement import Agreement
from partners.models.grant import Grant, ReportDue
from partners.models.papers import PaperKind
from portal.accounts.models import CultureSchool
from portal.scope.querysets import OfSchoolQuerySet


class Attachment(models.Model):
    """A paper of an agreement, of a grant or of a line of the accounts, stored privately.

    What it was called is kept for the reader; the file's own name tells nothing.
    """

    school = models.ForeignKey(CultureSchool, models.PROTECT, related_name="+")
    agreement = models.ForeignKey(
        Agreement, models.CASCADE, null=True, blank=True, related_name="attachments"
    )
    grant = models.ForeignKey(Grant, models.CASCADE, null=True, blank=True, related_name="attachments")
    report = models.ForeignKey(
        ReportDue,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="papers",
        help_text="The report that it goes with, where a grant has several.",
    )
    kind = models.CharField(_("kind"), max_length=24, choices=PaperKind.choices)
    title = models.CharField(_("title"), max_length=160)
    file = models.CharField(max_length=120, unique=True, help_text="Path within the private storage.")
    content_type = models.CharField(max_length=40)
    size = models.PositiveIntegerField(help_text="Bytes.")
    sha256 = models.CharField(max_length=64)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    added_at = models.DateTimeField(auto_now_add=True)

    objects = OfSchoolQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(agreement=None) | Q(grant=None), name="attachment_of_one"),
            models.CheckConstraint(
                condition=Q(report=None) | Q(grant__isnull=False), name="attachment_report_of_grant"
            ),
        ]
        ordering = ["-added_at", "-pk"]

    def __str__(self) -> str:
        return self.title

"""What was done and what was looked at: model label and id, never a name."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from portal.accounts.models import CultureSchool
from portal.audit.actor import LINK, SYSTEM, USER
from portal.audit.querysets import AuditQuerySet
from portal.scope.roles import PARTNER_CONTACT, Role

READING_ROLES = [*Role.choices, (PARTNER_CONTACT, _("partner contact"))]


class AuditEntry(models.Model):
    """One action on one row. `values` holds codes, numbers and dates; no names and no free text."""

    at = models.DateTimeField(auto_now_add=True, db_index=True)
    actor_kind = models.CharField(max_length=10, choices=[(kind, kind) for kind in (USER, LINK, SYSTEM)])
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    actor_name = models.CharField(max_length=60, blank=True)
    school = models.ForeignKey(CultureSchool, models.PROTECT, null=True, related_name="+")
    action = models.CharField(max_length=60)
    model = models.CharField(max_length=60)
    object_id = models.CharField(max_length=40)
    values = models.JSONField(default=dict)

    objects = AuditQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["model", "object_id"], name="audit_object")]
        constraints = [
            models.CheckConstraint(
                condition=Q(actor_kind=USER, actor__isnull=False) | Q(~Q(actor_kind=USER), actor=None),
                name="audit_actor_fits_kind",
            )
        ]

    def __str__(self) -> str:
        return f"{self.action} {self.model} {self.object_id}"


class Opened(models.TextChoices):
    PAGE = "page", _("page")
    CARD = "card", _("need card")
    LETTER = "letter", _("letter")
    EXPORT = "export", _("everything about the person")


class ReadEntry(models.Model):
    """One opening of what is about one person: who, when, in which role, and what."""

    at = models.DateTimeField(auto_now_add=True, db_index=True)
    reader = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    school = models.ForeignKey(CultureSchool, models.PROTECT, related_name="+")
    model = models.CharField(max_length=60)
    object_id = models.CharField(max_length=40)
    what = models.CharField(max_length=10, choices=Opened.choices, default=Opened.PAGE)
    role = models.CharField(max_length=20, choices=READING_ROLES, blank=True)

    objects = AuditQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["model", "object_id"], name="read_object")]

    def __str__(self) -> str:
        return f"{self.model} {self.object_id}"

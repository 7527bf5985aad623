from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from participants.models.participant import Participant
from participants.querysets.people import OfParticipantQuerySet
from portal.accounts.models import CultureSchool
from portal.audit.actor import LINK, USER


class ConsentPurpose(models.TextChoices):
    PHOTO = "photo", _("photo")
    SHARING = "sharing", _("sharing with the partner")


class ConsentBy(models.TextChoices):
    """Who consents; a child's own assent stands beside the guardian's consent."""

    GUARDIAN = "guardian", _("guardian")
    PERSON = "person", _("the person")
    CHILD = "child", _("the child's own assent")


class Consent(models.Model):
    """A yes to one purpose, until it is taken back. What was never given has no row."""

    school = models.ForeignKey(CultureSchool, models.PROTECT, related_name="+")
    participant = models.ForeignKey(Participant, models.CASCADE, related_name="consents")
    purpose = models.CharField(max_length=10, choices=ConsentPurpose.choices)
    by = models.CharField(max_length=10, choices=ConsentBy.choices)
    given_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    actor_kind = models.CharField(max_length=10, choices=[(kind, kind) for kind in (USER, LINK)])
    noted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text=_("Who at the school wrote it down; empty where the family's link did."),
    )

    objects = OfParticipantQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["participant", "purpose", "by"],
                condition=Q(withdrawn_at=None),
                name="consent_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.purpose} · {self.by}"

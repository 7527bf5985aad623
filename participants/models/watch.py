"""What a school keeps an eye on: two rows that may be one child, and openings by an administrator."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from participants.models.participant import Participant
from participants.querysets.openings import OpeningQuerySet
from participants.querysets.people import PairQuerySet
from portal.accounts.models import CultureSchool


class PairState(models.TextChoices):
    OPEN = "open", _("not decided")
    SAME = "same", _("the same child")
    DIFFERENT = "different", _("two children")


class SuspectedPair(models.Model):
    """Two people of one school who may be the same. Never shown to an applicant; `first` has the lower id."""

    school = models.ForeignKey(CultureSchool, models.PROTECT, related_name="+")
    first = models.ForeignKey(Participant, models.CASCADE, related_name="+")
    second = models.ForeignKey(Participant, models.CASCADE, related_name="+")
    found_at = models.DateTimeField(auto_now_add=True)
    state = models.CharField(max_length=10, choices=PairState.choices, default=PairState.OPEN)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = PairQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["first", "second"], name="pair_once"),
            models.CheckConstraint(condition=Q(first__lt=F("second")), name="pair_ordered"),
        ]

    def __str__(self) -> str:
        return f"{self.first_id} · {self.second_id}"


class Opening(models.Model):
    """An administrator's look at one person, with a written reason, for 60 minutes at most.

    Never of a protected address. The school's coordinators are told.
    """

    school = models.ForeignKey(CultureSchool, models.PROTECT, related_name="+")
    participant = models.ForeignKey(Participant, models.CASCADE, related_name="openings")
    administrator = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    reason = models.TextField(_("reason"), max_length=500)
    opened_at = models.DateTimeField()
    ends_at = models.DateTimeField()

    objects = OpeningQuerySet.as_manager()

    class Meta:
        ordering = ["-opened_at"]

    def __str__(self) -> str:
        return f"{self.participant_id} · {self.opened_at}"

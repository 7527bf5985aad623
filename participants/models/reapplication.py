from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from participants.models.enrolment import Enrolment
from participants.models.family import FamilyLink
from participants.querysets.reapplications import ReapplicationQuerySet
from portal.accounts.models import CultureSchool
from programmes.models import Season


class Answer(models.TextChoices):
    """What a family says of last year's place."""

    KEPT = "kept", _("keeps the place")
    CHANGED = "changed", _("wants something else")
    GIVEN_UP = "given_up", _("gives up the place")


class Reapplication(models.Model):
    """Last year's place for which a family is asked, once a season, to keep, change or give it up."""

    school = models.ForeignKey(CultureSchool, models.PROTECT, related_name="+")
    season = models.ForeignKey(Season, models.CASCADE, related_name="reapplications")
    enrolment = models.ForeignKey(Enrolment, models.CASCADE, related_name="reapplications")
    link = models.ForeignKey(FamilyLink, models.CASCADE, related_name="reapplications")
    asked_at = models.DateTimeField()
    answer = models.CharField(max_length=10, choices=Answer.choices, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)

    # Annotated by `with_outcome`.
    outcome: str

    objects = ReapplicationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["season", "enrolment"], name="reapplication_once_a_season"),
            models.CheckConstraint(
                condition=Q(answer="", answered_at=None) | Q(~Q(answer=""), answered_at__isnull=False),
                name="reapplication_answer_has_time",
            ),
        ]
        ordering = ["asked_at", "pk"]

    def __str__(self) -> str:
        return f"{self.season_id} · {self.enrolment_id} · {self.answer}"

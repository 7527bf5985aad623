"""What follows from a decision on a place: an offer to answer, a letter, an appeal."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from participants.models.enrolment import Enrolment, EnrolmentMove
from participants.querysets.letters import AppealQuerySet, LetterQuerySet
from participants.querysets.offers import OfferQuerySet
from portal.accounts.models import CultureSchool
from portal.jobs.models import Job


class Offer(models.Model):
    """A place that is kept free until the family has answered (tilbud om plass, tilbud om plads).

    It expires by itself after `answer_by`, the last day, only if its delivery was recorded: the family opened
    the link since, the SMS service said so, or somebody at the school reached the family.
    """

    school = models.ForeignKey(CultureSchool, models.PROTECT, related_name="+")
    enrolment = models.ForeignKey(Enrolment, models.CASCADE, related_name="offers")
    made_at = models.DateTimeField()
    answer_by = models.DateField(_("answer by"))
    delivered_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True, help_text=_("Answered, expired or taken back."))

    objects = OfferQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["enrolment"], condition=Q(ended_at=None), name="offer_open_once")
        ]

    def __str__(self) -> str:
        return f"{self.enrolment_id} · {self.answer_by}"


class Letter(models.Model):
    """The written decision (vedtak, afgørelse) as a file: the school's language is the valid text."""

    school = models.ForeignKey(CultureSchool, models.PROTECT, related_name="+")
    enrolment = models.ForeignKey(Enrolment, models.CASCADE, related_name="letters")
    move = models.OneToOneField(EnrolmentMove, models.CASCADE, related_name="letter")
    job = models.OneToOneField(Job, models.PROTECT, related_name="+")
    language = models.CharField(max_length=7, help_text=_("The family's, beside the school's own."))
    file = models.CharField(max_length=200, blank=True)
    sha256 = models.CharField(max_length=64, blank=True)
    made_at = models.DateTimeField(null=True, blank=True)

    objects = LetterQuerySet.as_manager()

    def __str__(self) -> str:
        return f"{self.enrolment_id} · {self.move_id}"


class AppealOutcome(models.TextChoices):
    UPHELD = "upheld", _("the decision stands")
    CHANGED = "changed", _("the decision is changed")


class Appeal(models.Model):
    """An objection to a decision (klage): registered, answered, and kept with the decision."""

    school = models.ForeignKey(CultureSchool, models.PROTECT, related_name="+")
    enrolment = models.ForeignKey(Enrolment, models.CASCADE, related_name="appeals")
    move = models.ForeignKey(EnrolmentMove, models.CASCADE, related_name="appeals")
    received_on = models.DateField(_("received"))
    text = models.TextField(_("what they write"), max_length=4000)
    registered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text=_("Empty where the family sent it by its link."),
    )
    answered_on = models.DateField(null=True, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    outcome = models.CharField(_("outcome"), max_length=10, choices=AppealOutcome.choices, blank=True)
    answer = models.TextField(_("answer"), blank=True, max_length=4000)

    objects = AppealQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(answered_on=None, outcome="") | Q(Q(answered_on__isnull=False), ~Q(outcome="")),
                name="appeal_answer_has_outcome",
            )
        ]
        ordering = ["received_on", "pk"]

    def __str__(self) -> str:
        return f"{self.enrolment_id} · {self.received_on}"

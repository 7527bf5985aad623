from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from participants.models.decision import Offer
from participants.models.family import FamilyLink
from participants.models.loan import Loan
from participants.models.participant import Participant
from participants.querysets.messages import MessageQuerySet
from portal.accounts.models import CultureSchool
from portal.jobs.models import Job
from programmes.models import Session


class Channel(models.TextChoices):
    EMAIL = "email", _("e-mail")
    SMS = "sms", _("text message")
    CALL = "call", _("phone call")


class MessageKind(models.TextChoices):
    """What a message is about. Its words name neither child nor programme."""

    LINK = "link", _("the family's link")
    RECEIVED = "received", _("application received")
    DECIDED = "decided", _("something was decided")
    OFFER = "offer", _("an offer to answer")
    SEASON = "season", _("keep the place for another year")
    APPEAL = "appeal", _("an appeal was answered")
    CANCELLED = "cancelled", _("a session is cancelled")
    MOVED = "moved", _("a session is moved")
    PLAN = "plan", _("days, times or places have changed")
    DUE = "due", _("something lent is due back")


class Message(models.Model):
    """One message to a family, on its way or sent. The words are made when it goes; only the kind is kept.

    One that failed stands on the call list. So does, from the start, one that no service can bring: it has no
    job. Without a link it only says whom to call.
    """

    school = models.ForeignKey(CultureSchool, models.PROTECT, related_name="+")
    participant = models.ForeignKey(
        Participant,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="messages",
        help_text="Empty where the family asks for its link before it has written of a child.",
    )
    link = models.ForeignKey(FamilyLink, models.CASCADE, null=True, blank=True, related_name="messages")
    offer = models.ForeignKey(Offer, models.CASCADE, null=True, blank=True, related_name="messages")
    session = models.ForeignKey(
        Session,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="messages",
        help_text="The one that is cancelled or moved.",
    )
    loan = models.ForeignKey(
        Loan,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        help_text="The one that is due back.",
    )
    kind = models.CharField(max_length=10, choices=MessageKind.choices)
    channel = models.CharField(max_length=5, choices=Channel.choices)
    recipient = models.CharField(max_length=254, blank=True, help_text="Address or number.")
    job = models.OneToOneField(Job, models.PROTECT, null=True, blank=True, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    sent_at = models.DateTimeField(null=True, blank=True, help_text="When the service took it.")
    delivered_at = models.DateTimeField(null=True, blank=True)
    failed_at = models.DateTimeField(null=True, blank=True)

    objects = MessageQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(participant__isnull=False) | Q(link__isnull=False),
                name="message_to_somebody",
            )
        ]
        ordering = ["created_at", "pk"]

    def __str__(self) -> str:
        return f"{self.kind} · {self.channel}"

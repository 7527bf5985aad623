"""What became of it, without a diagnosis: a few scales of wellbeing and taking part, and quotes."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from participants.models.participant import Participant
from participants.querysets.people import OfParticipantQuerySet, QuoteQuerySet
from portal.accounts.models import CultureSchool
from programmes.models import ProgrammeRun


class Moment(models.TextChoices):
    START = "start", _("at the start")
    MIDDLE = "middle", _("in the middle")
    END = "end", _("at the end")


class Scale(models.TextChoices):
    COMMUNITY = "community", _("community")
    SAFETY = "safety", _("safety")
    GETTING_BETTER = "getting_better", _("getting better")
    TEACHER = "teacher", _("relation to the teacher")


class Source(models.TextChoices):
    STAFF = "staff", _("staff")
    PARTICIPANT = "participant", _("the participant")


class Observation(models.Model):
    """One value from 1 to 5 on one scale, by staff or by the participant, at a moment of a run."""

    school = models.ForeignKey(CultureSchool, models.PROTECT, related_name="+")
    run = models.ForeignKey(ProgrammeRun, models.PROTECT, related_name="observations")
    participant = models.ForeignKey(Participant, models.CASCADE, related_name="observations")
    moment = models.CharField(max_length=10, choices=Moment.choices)
    source = models.CharField(max_length=12, choices=Source.choices)
    scale = models.CharField(max_length=15, choices=Scale.choices)
    value = models.PositiveSmallIntegerField()
    observed_on = models.DateField()
    noted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="+",
        help_text=_("Who observed, or handed the pictograms to the participant."),
    )

    objects = OfParticipantQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["run", "participant", "moment", "source", "scale"], name="observation_once"
            ),
            models.CheckConstraint(condition=Q(value__gte=1, value__lte=5), name="observation_value"),
        ]

    def __str__(self) -> str:
        return f"{self.participant_id} · {self.moment} · {self.scale}"


class Quote(models.Model):
    """Somebody's words for reports, with the consent of whoever said them; withdrawn, they go nowhere."""

    school = models.ForeignKey(CultureSchool, models.PROTECT, related_name="+")
    run = models.ForeignKey(ProgrammeRun, models.PROTECT, related_name="quotes")
    participant = models.ForeignKey(Participant, models.CASCADE, null=True, blank=True, related_name="quotes")
    text = models.TextField(_("quote"), max_length=600)
    name = models.CharField(_("name as it is to stand"), max_length=80, blank=True)
    role = models.CharField(_("role as it is to stand"), max_length=80)
    consented_on = models.DateField(_("consent given"))
    withdrawn_on = models.DateField(_("consent withdrawn"), null=True, blank=True)
    noted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    objects = QuoteQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(withdrawn_on=None) | Q(withdrawn_on__gte=F("consented_on")),
                name="quote_withdrawn_after_consent",
            )
        ]
        ordering = ["consented_on", "pk"]

    def __str__(self) -> str:
        return self.text[:40]

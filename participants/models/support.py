"""People beside a participant, and steps on the way."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from participants.models.participant import Participant
from participants.querysets.buddies import BuddyMatchQuerySet
from participants.querysets.people import OfParticipantQuerySet
from partners.models import Volunteer, VolunteerKind
from portal.accounts.models import CultureSchool
from programmes.models import Session


class BuddyMatch(models.Model):
    """A volunteer, or a participant who helps, beside one participant."""

    school = models.ForeignKey(CultureSchool, models.PROTECT, related_name="+")
    participant = models.ForeignKey(Participant, models.CASCADE, related_name="buddies")
    volunteer = models.ForeignKey(Volunteer, models.PROTECT, null=True, blank=True, related_name="matches")
    helper = models.ForeignKey(
        Participant, models.CASCADE, null=True, blank=True, related_name="helps_as_buddy"
    )
    kind = models.CharField(_("kind"), max_length=20, choices=VolunteerKind.choices)
    starts_on = models.DateField(_("from"))
    ends_on = models.DateField(_("to"), null=True, blank=True)

    # Annotated by `with_names_for`.
    shows_name: bool
    shows_helper: bool

    objects = BuddyMatchQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(volunteer__isnull=False, helper=None) | Q(volunteer=None, helper__isnull=False),
                name="buddy_volunteer_or_helper",
            ),
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on")), name="buddy_period_order"
            ),
            models.CheckConstraint(condition=~Q(helper=F("participant")), name="buddy_is_another"),
        ]
        ordering = ["-starts_on", "pk"]

    def __str__(self) -> str:
        return f"{self.participant_id} · {self.kind}"


class MilestoneKind(models.TextChoices):
    FIRST_CONCERT = "first_concert", _("first concert")
    FIRST_SOLO = "first_solo", _("first time alone on stage")
    OWN_WORK = "own_work", _("own work shown")
    OTHER = "other", _("something else")


ANY_NUMBER = (MilestoneKind.OWN_WORK, MilestoneKind.OTHER)
"""The others are first times."""


class Milestone(models.Model):
    """Something that a participant did for the first time, or is proud of."""

    school = models.ForeignKey(CultureSchool, models.PROTECT, related_name="+")
    participant = models.ForeignKey(Participant, models.CASCADE, related_name="milestones")
    session = models.ForeignKey(Session, models.SET_NULL, null=True, blank=True, related_name="milestones")
    kind = models.CharField(_("kind"), max_length=20, choices=MilestoneKind.choices)
    words = models.CharField(_("in a few words"), max_length=200, blank=True)
    on = models.DateField(_("day"))
    noted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    objects = OfParticipantQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["participant", "kind"],
                condition=~Q(kind__in=ANY_NUMBER),
                name="milestone_first_time_once",
            )
        ]
        ordering = ["on", "pk"]

    def __str__(self) -> str:
        return f"{self.participant_id} · {self.kind}"

import datetime

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from participants.models.application import Application
from participants.models.participant import Participant
from participants.querysets.enrolments import EnrolmentQuerySet, OfEnrolmentQuerySet, PlaceQuerySet
from participants.rules.following import is_decision
from portal.accounts.models import CultureSchool
from programmes.models import Group


class EnrolmentState(models.TextChoices):
    """*Refused* is the school's no, *declined* the family's."""

    APPLIED = "applied", _("applied")
    WAITLISTED = "waitlisted", _("on the waiting list")
    OFFERED = "offered", _("offered")
    ENROLLED = "enrolled", _("enrolled")
    REFUSED = "refused", _("refused")
    DECLINED = "declined", _("declined by the family")
    EXPIRED = "expired", _("offer expired")
    WITHDRAWN = "withdrawn", _("withdrawn")
    COMPLETED = "completed", _("completed")


ENDED = (
    EnrolmentState.REFUSED,
    EnrolmentState.DECLINED,
    EnrolmentState.EXPIRED,
    EnrolmentState.WITHDRAWN,
    EnrolmentState.COMPLETED,
)


class EnrolmentRole(models.TextChoices):
    """A participant may come back as a helper: then she helps, and is not counted as taking part."""

    PARTICIPANT = "participant", _("participant")
    HELPER = "helper", _("helper")


class Enrolment(models.Model):
    """A person's way to a place in a group, from the application to the end (elevplass, plads)."""

    school = models.ForeignKey(CultureSchool, models.PROTECT, related_name="+")
    group = models.ForeignKey(Group, models.PROTECT, related_name="enrolments")
    participant = models.ForeignKey(Participant, models.CASCADE, related_name="enrolments")
    application = models.ForeignKey(Application, models.CASCADE, null=True, blank=True, related_name="wishes")
    wish = models.PositiveSmallIntegerField(default=1)
    state = models.CharField(max_length=12, choices=EnrolmentState.choices, default=EnrolmentState.APPLIED)
    role = models.CharField(
        _("role"), max_length=12, choices=EnrolmentRole.choices, default=EnrolmentRole.PARTICIPANT
    )
    applied_at = models.DateTimeField()
    waiting_since = models.DateTimeField(null=True, blank=True)
    waiting_rank = models.PositiveIntegerField(
        null=True, blank=True, help_text=_("Place on the waiting list, from 1.")
    )
    moved_up = models.BooleanField(
        default=False, help_text=_("Stands where it does by a decision, not by the criteria.")
    )
    kept_from = models.ForeignKey(
        "self",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        help_text=_("Last year's place, of which this one is the continuation."),
    )
    enrolled_on = models.DateField(null=True, blank=True)
    left_on = models.DateField(null=True, blank=True, help_text=_("The last day in the group."))

    # Annotated by `with_name_for`, `with_last_move` and `with_offer`.
    shows_name: bool
    moved_at: datetime.datetime | None
    ground: str | None
    grounds: str | None
    answer_by: datetime.date | None
    delivered_at: datetime.datetime | None

    objects = EnrolmentQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["group", "participant"],
                condition=~Q(state__in=ENDED),
                name="enrolment_once_a_group",
            ),
            models.CheckConstraint(
                condition=Q(left_on=None) | Q(left_on__gte=F("enrolled_on")),
                name="enrolment_left_after_start",
            ),
            models.CheckConstraint(
                condition=Q(state__in=("enrolled", "completed"), enrolled_on__isnull=False)
                | ~Q(state__in=("enrolled", "completed")),
                name="enrolment_enrolled_has_day",
            ),
        ]
        indexes = [models.Index(fields=["group", "state"], name="enrolment_group_state")]

    def __str__(self) -> str:
        return f"{self.participant_id} · {self.group_id} · {self.state}"


class Place(models.Model):
    """A numbered place in a group, taken by an enrolment that is offered or enrolled.

    The unique key holds the capacity on both databases, whatever happens at the same time.
    """

    school = models.ForeignKey(CultureSchool, models.PROTECT, related_name="+")
    group = models.ForeignKey(Group, models.CASCADE, related_name="places")
    number = models.PositiveSmallIntegerField()
    enrolment = models.OneToOneField(Enrolment, models.CASCADE, related_name="place")

    objects = PlaceQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["group", "number"], name="place_once"),
            models.CheckConstraint(condition=Q(number__gte=1), name="place_numbered_from_one"),
        ]

    def __str__(self) -> str:
        return f"{self.group_id} · {self.number}"


class EnrolmentMove(models.Model):
    """One step of an enrolment: who, when, why. The school's steps are its decisions (vedtak, afgørelse).

    Moving up a waiting list is a step from waiting to waiting. `grounds` are her own words beside `ground`.
    """

    school = models.ForeignKey(CultureSchool, models.PROTECT, related_name="+")
    enrolment = models.ForeignKey(Enrolment, models.CASCADE, related_name="moves")
    from_state = models.CharField(max_length=12, choices=EnrolmentState.choices, blank=True)
    to_state = models.CharField(max_length=12, choices=EnrolmentState.choices)
    at = models.DateTimeField(auto_now_add=True)
    actor_kind = models.CharField(max_length=10)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    ground = models.ForeignKey("participants.Ground", models.PROTECT, null=True, blank=True, related_name="+")
    grounds = models.TextField(_("grounds"), blank=True, max_length=1000)

    objects = OfEnrolmentQuerySet.as_manager()

    class Meta:
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return f"{self.enrolment_id}: {self.from_state} → {self.to_state}"

    @property
    def is_decision(self) -> bool:
        """Whether the school decided: with a letter, and open to appeal."""
        return is_decision(self.from_state, self.to_state, self.actor_kind)

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from participants.models.participant import Participant
from participants.querysets.enrolments import AttendanceQuerySet, OfOwnSessionQuerySet, RollConflictQuerySet
from portal.accounts.models import CultureSchool
from programmes.models import Session


class Mark(models.TextChoices):
    PRESENT = "present", _("present")
    LATE = "late", _("late")
    EXCUSED = "excused", _("excused")
    UNEXCUSED = "unexcused", _("unexcused")


class Attendance(models.Model):
    """The mark of one participant at one session; there is none until a roll call is saved."""

    school = models.ForeignKey(CultureSchool, models.PROTECT, related_name="+")
    session = models.ForeignKey(Session, models.CASCADE, related_name="attendances")
    participant = models.ForeignKey(Participant, models.CASCADE, related_name="attendances")
    mark = models.CharField(max_length=10, choices=Mark.choices)
    marked_at = models.DateTimeField()
    marked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    objects = AttendanceQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["session", "participant"], name="attendance_once")]

    def __str__(self) -> str:
        return f"{self.session_id} · {self.participant_id} · {self.mark}"


class MarkChange(models.Model):
    """A stored mark that was corrected: what it was, what it became, by whom and when."""

    school = models.ForeignKey(CultureSchool, models.PROTECT, related_name="+")
    session = models.ForeignKey(Session, models.CASCADE, related_name="mark_changes")
    participant = models.ForeignKey(Participant, models.CASCADE, related_name="mark_changes")
    before = models.CharField(max_length=10, choices=Mark.choices)
    after = models.CharField(max_length=10, choices=Mark.choices)
    changed_at = models.DateTimeField()
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    objects = AttendanceQuerySet.as_manager()

    class Meta:
        ordering = ["changed_at", "pk"]

    def __str__(self) -> str:
        return f"{self.session_id} · {self.participant_id}: {self.before} → {self.after}"


class RollConflict(models.Model):
    """What arrived from a phone's waiting queue and differs from what somebody else had stored meanwhile.

    What was stored stays until somebody settles it; both are shown. `field` is a key of the roll; of a mark
    it is "mark", and `participant` says whose.
    """

    school = models.ForeignKey(CultureSchool, models.PROTECT, related_name="+")
    session = models.ForeignKey(Session, models.CASCADE, related_name="roll_conflicts")
    participant = models.ForeignKey(
        Participant, models.CASCADE, null=True, blank=True, related_name="roll_conflicts"
    )
    field = models.CharField(max_length=40)
    stored = models.TextField(max_length=2000, blank=True)
    arrived = models.TextField(max_length=2000, blank=True)
    arrived_at = models.DateTimeField()
    sent_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    settled_at = models.DateTimeField(null=True, blank=True)
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = RollConflictQuerySet.as_manager()

    class Meta:
        ordering = ["arrived_at", "pk"]

    def __str__(self) -> str:
        return f"{self.session_id} · {self.field}"

    @property
    def key(self) -> str:
        """As the roll calls the value."""
        return f"{self.field}-{self.participant_id}" if self.participant_id else self.field

    @property
    def is_preparation(self) -> bool:
        return self.field == "preparation"


class RollEntry(models.Model):
    """One entry of a phone's waiting queue that has arrived. The phone names it, so that it counts once.

    `answer` is what the phone was told, for when that was lost on its way: numbers and reasons, no names.
    """

    school = models.ForeignKey(CultureSchool, models.PROTECT, related_name="+")
    session = models.ForeignKey(Session, models.CASCADE, related_name="roll_entries")
    entry = models.UUIDField(unique=True)
    sent_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    arrived_at = models.DateTimeField()
    answer = models.JSONField(default=dict, blank=True)

    objects = OfOwnSessionQuerySet.as_manager()

    def __str__(self) -> str:
        return str(self.entry)

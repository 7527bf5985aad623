from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from participants.models.participant import Participant
from participants.querysets.enrolments import AttendanceQuerySet
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

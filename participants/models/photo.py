from django.conf import settings
from django.db import models

from participants.models.participant import Participant
from participants.querysets.enrolments import OfOwnSessionQuerySet
from participants.querysets.people import OfParticipantQuerySet
from portal.accounts.models import CultureSchool
from programmes.models import Session


class Photo(models.Model):
    """A picture of a session. Everybody on it has consented; a consent withdrawn takes it away."""

    school = models.ForeignKey(CultureSchool, models.PROTECT, related_name="+")
    session = models.ForeignKey(Session, models.CASCADE, related_name="photos")
    file = models.CharField(max_length=200, help_text="Name in the private storage.")
    sha256 = models.CharField(max_length=64, help_text="Of the file: the same picture stands once.")
    words = models.CharField(max_length=200, blank=True, help_text="What it shows, for those who do not see.")
    people = models.ManyToManyField(Participant, through="PhotoPerson", related_name="photos")
    added_at = models.DateTimeField(auto_now_add=True)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    objects = OfOwnSessionQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["session", "sha256"], name="photo_once_a_session")]
        ordering = ["added_at", "pk"]

    def __str__(self) -> str:
        return f"{self.session_id} · {self.pk}"


class PhotoPerson(models.Model):
    """Somebody who is on a photo."""

    photo = models.ForeignKey(Photo, models.CASCADE, related_name="photo_people")
    participant = models.ForeignKey(Participant, models.CASCADE, related_name="+")

    objects = OfParticipantQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["photo", "participant"], name="photo_person_once")]

    def __str__(self) -> str:
        return f"{self.photo_id} · {self.participant_id}"

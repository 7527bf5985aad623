"""Taking photos away, with their files."""

from functools import partial

from django.db import transaction
from django.db.models import QuerySet

from participants.models import Participant, Photo
from portal.audit.actor import Actor
from portal.audit.log import record
from portal.documents import storage

_WHY = "of a person who may not be photographed any more"


@transaction.atomic
def remove_photo(*, actor: Actor, photo_id: int) -> Photo:
    """Whoever sees the session may, in a closed run as well. Raises Photo.DoesNotExist outside the scope."""
    photo = Photo.objects.visible_to(actor.person).get(pk=photo_id)
    record(actor, "remove photo", photo, school=photo.school_id)
    let_go_of(Photo.objects.visible_to(actor.person).filter(pk=photo_id))
    return photo


def remove_photos_of(*, actor: Actor, participant: Participant) -> None:
    """Every photo that the person is on, at once. Part of the caller's transaction."""
    photos = Photo.objects.everything(why=_WHY).filter(people=participant.pk)
    for photo in photos:
        record(actor, "remove photo", photo, school=photo.school_id)
    let_go_of(photos)


def let_go_of(photos: QuerySet) -> int:
    """The rows now, the files when all this has committed; returns how many rows went."""
    found = dict(photos.values_list("pk", "file"))
    for path in found.values():
        transaction.on_commit(partial(storage.remove, path))
    return Photo.objects.everything(why=_WHY).filter(pk__in=found).delete()[0]

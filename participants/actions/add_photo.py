"""A photo of a session, of people who may be photographed."""

from collections.abc import Collection

from django.db import transaction
from django.utils.translation import gettext as _

from participants.models import Participant, Photo, PhotoPerson
from participants.photo_rules import photographable
from participants.policies.roll_call import check_loggable
from participants.roll import read_roll
from portal.audit.actor import Actor
from portal.audit.log import record
from portal.documents import storage
from portal.documents.storage import Stored
from programmes.models import Session
from programmes.policies.run import check_open

MOST_A_SESSION = 30
_WHY = "of the session that the action has locked"


class PhotoRefused(Exception):
    """Nothing was stored; the message says why."""


def add_photo(*, actor: Actor, session_id: int, content: bytes, words: str, people: Collection[int]) -> Photo:
    """`content` as `portal.documents.pictures.rewritten` made it; the same picture stands once.

    Raises Session.DoesNotExist outside the actor's scope, RunClosed, NotLoggable, and PhotoRefused.
    """
    stored = storage.publish("photo.jpg", content)
    try:
        photo = _add(actor, session_id, stored, words, set(people))
    except BaseException:
        storage.remove(stored.path)
        raise
    if photo.file != stored.path:
        storage.remove(stored.path)
    return photo


@transaction.atomic
def _add(actor: Actor, session_id: int, stored: Stored, words: str, people: set[int]) -> Photo:
    session = Session.objects.visible_to(actor.signed_in).locked().get(pk=session_id)
    check_open(session.group.run)
    check_loggable(session)
    _check_people(actor, session, people)
    photos = Photo.objects.everything(why=_WHY).filter(session=session)
    if same := photos.filter(sha256=stored.sha256).first():
        return same
    if photos.count() >= MOST_A_SESSION:
        raise PhotoRefused(
            _("This session has %(number)d photos: remove one first.") % {"number": MOST_A_SESSION}
        )
    photo = Photo.objects.create(
        school_id=session.school_id,
        session=session,
        file=stored.path,
        sha256=stored.sha256,
        words=words,
        added_by=actor.signed_in,
    )
    PhotoPerson.objects.bulk_create(PhotoPerson(photo=photo, participant_id=pk) for pk in sorted(people))
    record(actor, "add photo", photo, school=session.school_id, people=len(people))
    return photo


def _check_people(actor: Actor, session: Session, people: set[int]) -> None:
    """Locked, so that a consent that is taken back meanwhile waits and then finds the photo."""
    rows = Participant.objects.everything(why=_WHY).filter(pk__in=people).order_by("pk")
    locked = list(rows.select_for_update(of=("self",), no_key=True))
    on_roll = {child.pk for child in read_roll(session, actor.signed_in).children}
    if not people <= photographable(locked) & on_roll:
        raise PhotoRefused(
            _("Somebody whom you ticked may not be photographed any more. Look again at who may.")
        )

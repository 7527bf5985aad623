"""Deciding, writing letters and sending messages in tests, as their people and workers do."""

import datetime

import pikepdf
from django.utils import timezone

from participants.actions.refuse import refuse
from participants.models import Enrolment, EnrolmentMove, FamilyLink, Letter, Message
from participants.tasks import send, write
from portal.accounts.models import User
from portal.audit.actor import Actor
from portal.documents.storage import private_storage
from programmes.models import Group
from tests.db.people import WHY, applies, child
from tests.documents.reading import elements, text_of

MARKS = dict.fromkeys(map(ord, "\u200e\u200f\u202a\u202b\u202c\u2066\u2067\u2068\u2069"))
GROUNDS = "Gruppen er fuld, og ældre søgere går forud: æøå."


def family(of: Group, name: str = "Hannes", *, language: str = "da", email: str = "", **fields) -> Enrolment:
    """A child that has applied through a link of its family."""
    enrolment = applies(of, child(of.school, name, **fields))
    link = FamilyLink.objects.create(
        school=of.school,
        language=language,
        email=email,
        expires_at=timezone.now() + datetime.timedelta(days=90),
    )
    enrolment.application.link = link
    enrolment.application.save()
    return enrolment


def refused(by: User, enrolment: Enrolment, grounds: str = GROUNDS) -> EnrolmentMove:
    refuse(actor=Actor.of(by), enrolment_id=enrolment.pk, based_on="applied", grounds=grounds)
    return EnrolmentMove.objects.everything(why=WHY).get(enrolment=enrolment, to_state="refused")


def letter_of(move: EnrolmentMove) -> Letter:
    return Letter.objects.everything(why=WHY).select_related("job").get(move=move)


def made(letter: Letter) -> Letter:
    """One delivery of its job to a worker; the row as it stands afterwards."""
    write(str(letter.job_id))
    return letter_of(letter.move)


def content(letter: Letter) -> bytes:
    with private_storage().open(letter.file) as file:
        return file.read()


def message_to(enrolment: Enrolment) -> Message:
    """The latest about the child."""
    messages = Message.objects.everything(why=WHY).select_related("job", "link")
    return messages.filter(participant=enrolment.participant_id).order_by("pk").last()


def sent(message: Message) -> Message:
    """One delivery of its job to a worker; the row as it stands afterwards."""
    send(str(message.job_id))
    return Message.objects.everything(why=WHY).select_related("job", "link", "offer").get(pk=message.pk)


def read(letter: Letter) -> str:
    """The words of its file, without the marks that only say how they run."""
    return text_of(content(letter)).translate(MARKS)


def languages_of(pdf: pikepdf.Pdf) -> list[tuple[str, str]]:
    return [(str(item.S), str(item.Lang)) for item in elements(pdf) if "/Lang" in item]

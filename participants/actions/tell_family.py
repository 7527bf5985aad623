"""Putting a message to a family on its way."""

from dataclasses import dataclass

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from participants.models import Channel, FamilyLink, Guardian, Message, Offer, Participant
from portal.audit.actor import Actor
from portal.jobs.queue import enqueue

TASK = "participants.send_message"


@dataclass(frozen=True)
class Contact:
    email: str
    phone: str


@transaction.atomic
def tell_family(
    *,
    actor: Actor,
    participant: Participant | None,
    link: FamilyLink | None,
    kind: str,
    offer: Offer | None = None,
) -> Message | None:
    """Tell whoever speaks for the participant that there is something to read.

    By e-mail where there is one, else by SMS where the portal sends them. Else the message stands on the
    call list at once. A guardian without parental responsibility gets nothing. None once the details are
    removed, and where nobody is known. The participant may be missing while the family still writes.
    """
    school = participant.school_id if participant else link.school_id if link else None
    if school is None or (participant and participant.removed_on):
        return None
    channel, recipient = _way_to(participant, link)
    by_phone = channel == Channel.CALL
    return Message.objects.create(
        school_id=school,
        participant=participant,
        link=link,
        offer=offer,
        kind=kind,
        channel=channel,
        recipient=recipient,
        job=None if by_phone else enqueue(actor=actor, task=TASK),
        failed_at=timezone.now() if by_phone else None,
    )


def may_be_told(message: Message) -> bool:
    """Whether the recipient still is one of those who speak for the participant."""
    if message.participant and message.participant.removed_on:
        return False
    contacts = _contacts(message.participant, message.link)
    return message.recipient in {address for one in contacts for address in (one.email, one.phone)}


def _way_to(participant: Participant | None, link: FamilyLink | None) -> tuple[Channel, str]:
    contacts = _contacts(participant, link)
    if email := next((one.email for one in contacts if one.email), ""):
        return Channel.EMAIL, email
    phone = next((one.phone for one in contacts if one.phone), "")
    return (Channel.SMS if phone and settings.SMS_URL else Channel.CALL), phone


def _contacts(participant: Participant | None, link: FamilyLink | None) -> list[Contact]:
    """Whoever applied first, then the guardians with parental responsibility."""
    guardians = Guardian.objects.everything(why="who speaks for this child").filter(participant=participant)
    responsible: list[Contact] = []
    others: list[Contact] = []
    for guardian in guardians.order_by("pk"):
        speaks = guardian.has_parental_responsibility or guardian.is_representative
        (responsible if speaks else others).append(Contact(guardian.email, guardian.phone))
    contacts = [Contact(link.email, link.phone), *responsible] if link else responsible
    emails = {one.email.casefold() for one in others} - {one.email.casefold() for one in responsible}
    phones = {_digits(one.phone) for one in others} - {_digits(one.phone) for one in responsible}
    return [
        Contact(
            "" if one.email.casefold() in emails else one.email,
            "" if _digits(one.phone) in phones else one.phone,
        )
        for one in contacts
    ]


def _digits(phone: str) -> str:
    return "".join(character for character in phone if character.isdigit())

"""Putting a message to a family on its way."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from participants.models import Channel, FamilyLink, Guardian, Loan, Message, Offer, Participant
from portal.audit.actor import Actor
from portal.jobs.queue import enqueue, enqueue_many
from programmes.models import Session

TASK = "participants.send_message"


@dataclass(frozen=True)
class Contact:
    email: str
    phone: str


@dataclass(frozen=True)
class Told:
    """Somebody who is told, by which link."""

    participant: Participant
    link: FamilyLink | None


@transaction.atomic
def tell_family(
    *,
    actor: Actor,
    participant: Participant | None,
    link: FamilyLink | None,
    kind: str,
    offer: Offer | None = None,
    session: Session | None = None,
    loan: Loan | None = None,
) -> Message | None:
    """Tell whoever speaks for the participant that there is something to read.

    By e-mail where there is one, else by SMS where the portal sends them. Else the message stands on the
    call list at once. A guardian without parental responsibility gets nothing. None once the details are
    removed, and where nobody is known. The participant may be missing while the family still writes.
    """
    school = participant.school_id if participant else link.school_id if link else None
    if school is None or (participant and participant.removed_on):
        return None
    message = Message(
        school_id=school,
        participant=participant,
        link=link,
        offer=offer,
        session=session,
        loan=loan,
        kind=kind,
    )
    _address(message, _contacts(participant, link))
    if message.channel != Channel.CALL:
        message.job = enqueue(actor=actor, task=TASK)
    message.save()
    return message


@transaction.atomic
def tell_families(
    *, actor: Actor, families: Sequence[Told], kind: str, session: Session | None = None
) -> list[Message]:
    """As `tell_family`, for many at once and in a handful of questions: one message for each contact.

    Of several children of a family the message is about the one whose address is protected, if there is one.
    """
    guardians = _guardians_of([one.participant.pk for one in families])
    messages: dict[object, Message] = {}
    for one in sorted(
        families, key=lambda told: (not told.participant.address_protection, told.participant.pk)
    ):
        if one.participant.removed_on:
            continue
        message = Message(
            school_id=one.participant.school_id,
            participant=one.participant,
            link=one.link,
            session=session,
            kind=kind,
        )
        _address(message, _known(guardians[one.participant.pk], one.link))
        family = message.recipient.casefold() or (one.link and one.link.pk) or one.participant
        messages.setdefault(family, message)
    made = list(messages.values())
    by_job = [message for message in made if message.channel != Channel.CALL]
    jobs = enqueue_many(actor=actor, task=TASK, number=len(by_job)) if by_job else []
    for message, job in zip(by_job, jobs, strict=True):
        message.job = job
    return Message.objects.bulk_create(made)


def may_be_told(message: Message) -> bool:
    """Whether the recipient still is one of those who speak for the participant."""
    if message.participant and message.participant.removed_on:
        return False
    contacts = _contacts(message.participant, message.link)
    return message.recipient in {address for one in contacts for address in (one.email, one.phone)}


def _address(message: Message, contacts: Sequence[Contact]) -> None:
    """By which way and to whom; what nobody can bring has failed from the start."""
    if email := next((one.email for one in contacts if one.email), ""):
        message.channel, message.recipient = Channel.EMAIL, email
        return
    phone = next((one.phone for one in contacts if one.phone), "")
    message.channel = Channel.SMS if phone and settings.SMS_URL else Channel.CALL
    message.recipient = phone
    if message.channel == Channel.CALL:
        message.failed_at = timezone.now()


def _contacts(participant: Participant | None, link: FamilyLink | None) -> list[Contact]:
    return _known(_guardians_of([participant.pk])[participant.pk] if participant else [], link)


def _guardians_of(participants: Sequence[int]) -> dict[int, list[Guardian]]:
    rows = Guardian.objects.everything(why="who speaks for these children").filter(
        participant__in=participants
    )
    found: dict[int, list[Guardian]] = defaultdict(list)
    for guardian in rows.order_by("pk"):
        found[guardian.participant_id].append(guardian)
    return found


def _known(guardians: Sequence[Guardian], link: FamilyLink | None) -> list[Contact]:
    """Whoever applied first, then the guardians with parental responsibility."""
    responsible: list[Contact] = []
    others: list[Contact] = []
    for guardian in guardians:
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

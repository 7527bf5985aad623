"""What pages under a family's link say of a child and of a contact: of a protected address neither."""

from dataclasses import dataclass

from participants.links import is_protected
from participants.models import Appeal, FamilyLink, Participant


@dataclass(frozen=True)
class ContactShown:
    email: str
    phone: str


def full_name(person: Participant) -> str:
    return _number(person) or str(person)


def given_name(person: Participant) -> str:
    return _number(person) or person.given_name


def contact_shown(link: FamilyLink) -> ContactShown:
    return ContactShown("", "") if is_protected(link) else ContactShown(link.email, link.phone)


def without_words(appeal: Appeal, person: Participant) -> Appeal:
    """As it is shown, never to be saved: days and outcome remain of a protected address."""
    if person.address_protection:
        appeal.text = appeal.answer = ""
    return appeal


def _number(person: Participant) -> str:
    return f"№ {person.pk}" if person.address_protection else ""

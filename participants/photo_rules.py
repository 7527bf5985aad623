"""Who of a roll may be photographed, by consent and protection."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils import timezone

from participants.models import Consent, ConsentPurpose, Participant
from participants.roll import Roll
from participants.rules.ages import Born
from participants.rules.photo_consent import may_be_photographed
from participants.school_settings import settings_read_with


@dataclass(frozen=True)
class PhotoRules:
    """`allowed` and `refused` of those whose name the reader knows; `nameless` are never photographed."""

    allowed: list[Participant]
    refused: list[Participant]
    nameless: int


def read_photo_rules(roll: Roll) -> PhotoRules:
    ids = photographable(roll.children)
    return PhotoRules(
        allowed=[child for child in roll.children if child.pk in ids],
        refused=[child for child in roll.children if child.pk not in ids],
        nameless=roll.nameless,
    )


def photographable(people: Iterable[Participant]) -> set[int]:
    """Ids of those who may be: never with a protected address, nor where details have been removed."""
    keys = [person.pk for person in people]
    consents = Consent.objects.everything(why="of people whom the caller sees").filter(
        purpose=ConsentPurpose.PHOTO,
        participant__in=keys,
        participant__address_protection="",
        participant__removed_on=None,
    )
    of_each: dict[Participant, list[Consent]] = defaultdict(list)
    for consent in consents.select_related("participant", "school__municipality", "school__settings"):
        of_each[consent.participant].append(consent)
    return {person.pk for person, given in of_each.items() if _consents(person, given)}


def _consents(person: Participant, given: list[Consent]) -> bool:
    return may_be_photographed(
        held={consent.by for consent in given if consent.withdrawn_at is None},
        taken_back={consent.by for consent in given if consent.withdrawn_at},
        born=_born(person),
        own_age=settings_read_with(given[0].school).photo_consent_age,
        today=timezone.localdate(),
    )


def _born(person: Participant) -> Born | None:
    year = person.birth_date.year if person.birth_date else person.birth_year
    return Born(year, person.birth_date) if year else None

"""Who of a roll may be photographed, by consent and protection."""

import datetime
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from django.utils import timezone

from participants.models import Consent, ConsentPurpose, Participant
from participants.roll import Roll
from participants.rules.ages import Born
from participants.rules.photo_consent import may_be_photographed
from participants.school_settings import default_of


@dataclass(frozen=True)
class PhotoRules:
    """`allowed` and `refused` of those whose name the reader knows; `nameless` are never photographed."""

    allowed: list[Participant]
    refused: list[Participant]
    nameless: int


class _Said(NamedTuple):
    """What somebody has said about photos of a person, and the age from which it is hers to say."""

    person: int
    by: str
    withdrawn_at: datetime.datetime | None
    own_age: int | None
    country: str


_READ = (
    "participant_id",
    "by",
    "withdrawn_at",
    "school__settings__photo_consent_age",
    "school__municipality__country",
)


def read_photo_rules(roll: Roll) -> PhotoRules:
    ids = photographable(roll.children)
    return PhotoRules(
        allowed=[child for child in roll.children if child.pk in ids],
        refused=[child for child in roll.children if child.pk not in ids],
        nameless=roll.nameless,
    )


def photographable(people: Iterable[Participant]) -> set[int]:
    """Ids of those who may be: never with a protected address, nor where details have been removed."""
    asked = {one.pk: one for one in people if not one.address_protection and one.removed_on is None}
    consents = Consent.objects.everything(why="of people whom the caller sees").filter(
        purpose=ConsentPurpose.PHOTO, participant__in=list(asked)
    )
    of_each: dict[int, list[_Said]] = defaultdict(list)
    for said in map(_Said._make, consents.values_list(*_READ)):
        of_each[said.person].append(said)
    return {person for person, said in of_each.items() if _consents(asked[person], said)}


def _consents(person: Participant, said: list[_Said]) -> bool:
    return may_be_photographed(
        held={one.by for one in said if one.withdrawn_at is None},
        taken_back={one.by for one in said if one.withdrawn_at},
        born=_born(person),
        own_age=said[0].own_age or default_of(said[0].country, "photo_consent_age"),
        today=timezone.localdate(),
    )


def _born(person: Participant) -> Born | None:
    year = person.birth_date.year if person.birth_date else person.birth_year
    return Born(year, person.birth_date) if year else None

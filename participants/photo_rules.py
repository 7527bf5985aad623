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
    """What somebody has said about photos of a person, and what it takes to judge it."""

    person: int
    by: str
    withdrawn_at: datetime.datetime | None
    birth_year: int | None
    birth_date: datetime.date | None
    own_age: int | None
    country: str


_READ = (
    "participant_id",
    "by",
    "withdrawn_at",
    "participant__birth_year",
    "participant__birth_date",
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
    consents = Consent.objects.everything(why="of people whom the caller sees").filter(
        purpose=ConsentPurpose.PHOTO,
        participant__in=[person.pk for person in people],
        participant__address_protection="",
        participant__removed_on=None,
    )
    of_each: dict[int, list[_Said]] = defaultdict(list)
    for said in map(_Said._make, consents.values_list(*_READ)):
        of_each[said.person].append(said)
    return {person for person, said in of_each.items() if _consents(said)}


def _consents(said: list[_Said]) -> bool:
    first = said[0]
    return may_be_photographed(
        held={one.by for one in said if one.withdrawn_at is None},
        taken_back={one.by for one in said if one.withdrawn_at},
        born=_born(first),
        own_age=first.own_age or default_of(first.country, "photo_consent_age"),
        today=timezone.localdate(),
    )


def _born(said: _Said) -> Born | None:
    year = said.birth_date.year if said.birth_date else said.birth_year
    return Born(year, said.birth_date) if year else None

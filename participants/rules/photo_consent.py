"""Whether somebody may be photographed. Pure."""

import datetime
from collections.abc import Collection

from participants.rules.ages import Born
from participants.rules.answers import CHILD, GUARDIAN, PERSON, PHOTO, asked_for_consent


def may_be_photographed(
    *,
    held: Collection[str],
    taken_back: Collection[str],
    born: Born | None,
    own_age: int,
    today: datetime.date,
) -> bool:
    """`held` and `taken_back`: by whom a yes to photos stands, and by whom one was withdrawn.

    Whoever is surely old enough consents alone. Of a child the guardian does, and a child who took back its
    own yes is not photographed either. Where the age is not known, both count.
    """
    own = PERSON in held
    guardians = GUARDIAN in held and not (CHILD in taken_back and CHILD not in held)
    if born is None:
        return own or guardians
    return own if PERSON in asked_for_consent({PHOTO: own_age}, born, today)[PHOTO] else guardians

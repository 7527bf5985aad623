"""What becomes of a roll call that somebody else may have saved in between. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass, field

Values = Mapping[str, str]


@dataclass(frozen=True)
class Conflict:
    """Two people said different things of the same; both are shown and asked."""

    mine: str
    theirs: str


@dataclass
class Merge:
    """`store` is to be written; what stands in `conflicts` stays as it was stored."""

    store: dict[str, str] = field(default_factory=dict)
    conflicts: dict[str, Conflict] = field(default_factory=dict)


def merge(*, shown: Values, submitted: Values, stored: Values) -> Merge:
    """Merge what a page showed, what was sent from it and what is stored by now, value by value.

    A value that nobody has stored yet is taken as sent. One that the sender left as shown gives way to what
    is stored. One that only the sender changed is taken. One that both changed, differently, is a conflict.
    """
    result = Merge()
    for key, mine in submitted.items():
        if key not in stored:
            result.store[key] = mine
            continue
        theirs = stored[key]
        if mine in (theirs, shown.get(key)):
            continue
        if theirs == shown.get(key):
            result.store[key] = mine
        else:
            result.conflicts[key] = Conflict(mine=mine, theirs=theirs)
    return result

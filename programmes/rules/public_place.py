"""A room as anybody may read it: not where its words tell whose group meets there."""

from collections.abc import Iterable


def public_place(room: str, telling: Iterable[str]) -> str:
    """`room`, or nothing where it holds one of the `telling` names: a partner school's, the group's own."""
    said = room.casefold()
    return "" if any(name and name.casefold() in said for name in telling) else room

"""Who or what would be in two places at once: a sweep through bookings, whatever their number."""

import datetime
from collections import defaultdict
from collections.abc import Hashable, Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Booking:
    """`takes` is what a session needs for itself: keys of a room, of people, of the group."""

    key: Hashable
    starts_at: datetime.datetime
    ends_at: datetime.datetime
    takes: frozenset[Hashable]


@dataclass(frozen=True)
class Clash:
    """`wanted` would take `what` while `taken` has it."""

    what: Hashable
    wanted: Hashable
    taken: Hashable


def clashes(wanted: Iterable[Booking], taken: Iterable[Booking]) -> list[Clash]:
    """In the order of time; `wanted` collide with each other as well, `taken` among themselves do not count.

    What ends when the next begins does not collide.
    """
    by_resource: dict[Hashable, list[tuple[Booking, bool]]] = defaultdict(list)
    for is_wanted, bookings in ((True, wanted), (False, taken)):
        for booking in bookings:
            for what in booking.takes:
                by_resource[what].append((booking, is_wanted))
    found: list[tuple[datetime.datetime, Clash]] = []
    for what, rows in by_resource.items():
        if any(is_wanted for _booking, is_wanted in rows):
            found += _swept(what, rows)
    return [clash for _at, clash in sorted(found, key=lambda pair: pair[0])]


def _swept(what: Hashable, rows: list[tuple[Booking, bool]]) -> list[tuple[datetime.datetime, Clash]]:
    rows.sort(key=lambda row: row[0].starts_at)
    found: list[tuple[datetime.datetime, Clash]] = []
    going_on: list[tuple[Booking, bool]] = []
    for booking, is_wanted in rows:
        going_on = [row for row in going_on if row[0].ends_at > booking.starts_at]
        for other, other_wanted in going_on:
            if is_wanted:
                found.append((booking.starts_at, Clash(what, booking.key, other.key)))
            elif other_wanted:
                found.append((other.starts_at, Clash(what, other.key, booking.key)))
        going_on.append((booking, is_wanted))
    return found


def room_key(room: str) -> str:
    """How two ways of writing the same room are known for one."""
    return " ".join(room.split()).casefold()

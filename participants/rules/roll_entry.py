"""What may stand in an entry of a phone's queue, and what is answered to it. Pure."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from enum import StrEnum
from typing import Any

from participants.rules.roll_call import Values

LONGEST_NOTE = 2000
MOST_PARTNER_STAFF = 50
LONGEST_PREPARATION = 24 * 60
MARKS = frozenset({"present", "late", "excused", "unexcused"})


class Why(StrEnum):
    """Why something could not be saved: of the whole entry, or of single values of it."""

    GONE = "gone"
    CLOSED = "closed"
    CANCELLED = "cancelled"
    NOT_YET = "not-yet"
    UNREADABLE = "unreadable"
    NOT_ON_ROLL = "not-on-roll"
    INVALID = "invalid"


@dataclass(frozen=True)
class Answer:
    """What became of an entry. `unsaved` says how many of its values were not taken, by reason."""

    saved: bool
    conflicts: int = 0
    unsaved: Mapping[str, int] = field(default_factory=dict)

    @classmethod
    def refused(cls, why: Why, values: int = 1) -> "Answer":
        return cls(saved=False, unsaved={str(why): max(values, 1)})

    def as_json(self) -> dict[str, Any]:
        return asdict(self)


def is_valid(key: str, value: str) -> bool:
    """Whether `value` may stand for that key of a roll."""
    kind = key.partition("-")[0]
    if kind == "mark":
        return value in MARKS
    if kind == "adult":
        return value in ("yes", "")
    if kind == "note":
        return len(value) <= LONGEST_NOTE
    most = {"partner": MOST_PARTNER_STAFF, "preparation": LONGEST_PREPARATION}.get(kind, -1)
    return value.isascii() and value.isdecimal() and len(value) < 6 and int(value) <= most


def is_given(key: str, *, values: Values, shown: Values, logged: bool) -> bool:
    """Whether the sender has said it: she changed it, or nobody has saved the roll yet."""
    return not logged or values[key] != shown.get(key)

"""Which of next year's groups goes on with one of last year's. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Offered:
    """A group by its key, its name, and the format that it follows."""

    key: int
    name: str
    format: int | None = None


def corresponding(last_year: Offered, groups: Iterable[Offered]) -> int | None:
    """The group of the same name; else the only one of the same format; else none."""
    candidates = list(groups)
    for found in (
        [one.key for one in candidates if one.name.casefold() == last_year.name.casefold()],
        [one.key for one in candidates if one.format and one.format == last_year.format],
    ):
        if len(found) == 1:
            return found[0]
    return None

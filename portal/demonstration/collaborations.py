"""Kulturmetropolen's collaborations of autumn 2024, and how their people divide over groups."""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

from portal.demonstration.accounts import address
from portal.demonstration.sources import rows

T = TypeVar("T")
_TEACHERS = {"Fjordskolen Hedevang": (1, 2, 3), "Østervangsskolen": (1, 4), "Gadstrup Skole": (2,)}
"""Roskilde's teachers by number: its three collaborations share two of them."""
_ASCII = str.maketrans({"æ": "ae", "ø": "oe", "å": "aa"})


def slug(name: str) -> str:
    """`name` in the letters of a mail address."""
    plain = unicodedata.normalize("NFKD", name.lower().translate(_ASCII))
    return plain.encode("ascii", "ignore").decode()


def teacher_address(number: int, municipality: str) -> str:
    return address("teacher" if number == 1 else f"teacher{number}", slug(municipality))


def coordinator_address(municipality: str) -> str:
    return address("coordinator", slug(municipality))


@dataclass(frozen=True)
class Collaboration:
    """One partner school and one culture school."""

    municipality: str
    culture_school: str
    partner_school: str
    teachers: tuple[str, ...]
    """Their mail addresses."""
    partner_staff: int
    pupils: int
    groups: int
    """As in the source: 0 where the only pupil is a group of one."""
    solo: bool
    grades: tuple[int, int]
    ages: tuple[int, int]

    @property
    def sizes(self) -> tuple[int, ...]:
        """The pupils of each group, as even as can be, larger groups first."""
        count = max(self.groups, 1)
        least, left = divmod(self.pupils, count)
        return tuple(least + (number < left) for number in range(count))

    def group_name(self, index: int) -> str:
        return f"{self.partner_school} {index + 1}" if len(self.sizes) > 1 else self.partner_school


def collaborations() -> list[Collaboration]:
    return [_read(row) for row in rows("kulturmetropolen_2024_collaborations")]


def _read(row: dict[str, str]) -> Collaboration:
    numbers = _TEACHERS.get(row["partner_school"]) or range(1, int(row["culture_school_teachers"]) + 1)
    return Collaboration(
        municipality=row["municipality"],
        culture_school=row["culture_school"],
        partner_school=row["partner_school"],
        teachers=tuple(teacher_address(number, row["municipality"]) for number in numbers),
        partner_staff=int(row["partner_staff"]),
        pupils=int(row["pupils"]),
        groups=int(row["groups"]),
        solo=row["solo"] == "yes",
        grades=(int(row["grade_from"]), int(row["grade_to"])),
        ages=(int(row["age_from"]), int(row["age_to"])),
    )


def share_out(people: Sequence[T], *, over: int) -> list[list[T]]:
    """The people of each of `over` groups: each person works in at least one, each group has somebody."""
    if not people:
        return [[] for _ in range(over)]
    return [list(people[index::over]) or [people[index % len(people)]] for index in range(over)]

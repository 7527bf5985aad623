"""Years and weeks in the words of a report."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

EN_DASH = "\N{EN DASH}"


@dataclass(frozen=True, order=True)
class Period:
    """Whole calendar years, as councils and funders are reported to."""

    first_year: int
    last_year: int

    def __post_init__(self) -> None:
        if self.last_year < self.first_year:
            raise ValueError(f"A period cannot end in {self.last_year} and begin in {self.first_year}.")

    @classmethod
    def of_year(cls, year: int) -> "Period":
        return cls(year, year)

    @classmethod
    def read(cls, text: str) -> "Period":
        """What `str` gives: 2024 or 2024–2025. Raises ValueError."""
        first, _, last = text.partition(EN_DASH)
        return cls(int(first), int(last or first))

    def __str__(self) -> str:
        if self.first_year == self.last_year:
            return str(self.first_year)
        return f"{self.first_year}{EN_DASH}{self.last_year}"

    @property
    def first(self) -> datetime.date:
        return datetime.date(self.first_year, 1, 1)

    @property
    def last(self) -> datetime.date:
        return datetime.date(self.last_year, 12, 31)

    def overlaps(self, first: datetime.date, last: datetime.date) -> bool:
        return first <= self.last and last >= self.first


def mondays(weeks: Iterable[datetime.date]) -> list[datetime.date]:
    """Every Monday from the first of `weeks` to the last: a week without sessions is part of the story."""
    known = sorted(weeks)
    if not known:
        return []
    number = (known[-1] - known[0]).days // 7
    return [known[0] + datetime.timedelta(weeks=week) for week in range(number + 1)]


def week_number(monday: datetime.date) -> int:
    return monday.isocalendar().week

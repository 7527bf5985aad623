"""How old somebody is of whom perhaps only the year of birth is known. Pure."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

OLDEST = 120


@dataclass(frozen=True)
class Born:
    year: int
    date: datetime.date | None = None

    @classmethod
    def on(cls, year: int, month: int | None, day: int | None) -> Born:
        """ValueError for a day that is in no calendar."""
        return cls(year, datetime.date(year, month, day) if month and day else None)

    def is_possible(self, today: datetime.date) -> bool:
        """Neither in the future nor longer ago than anybody lives."""
        if self.date and self.date > today:
            return False
        return today.year - OLDEST <= self.year <= today.year

    def ages(self, today: datetime.date) -> tuple[int, int]:
        """The lowest and the highest age that it can be; one and the same where the date is known."""
        by_year = today.year - self.year
        if self.date is None:
            return by_year - 1, by_year
        had_birthday = (today.month, today.day) >= (self.date.month, self.date.day)
        age = by_year if had_birthday else by_year - 1
        return age, age

    def is_surely(self, age: int, today: datetime.date) -> bool:
        return self.ages(today)[0] >= age

    def may_be(self, age: int, today: datetime.date) -> bool:
        return self.ages(today)[1] >= age

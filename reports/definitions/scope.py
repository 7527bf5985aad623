"""What a report is about."""

from __future__ import annotations

from dataclasses import dataclass

from portal.accounts.models import CultureSchool
from portal.geography.models import Country, Municipality
from programmes.models import Programme
from reports.models import ReportRun


@dataclass(frozen=True)
class Scope:
    """A programme as a whole, or a municipality or a school: with a programme, its part in that."""

    programme: Programme | None = None
    municipality: Municipality | None = None
    school: CultureSchool | None = None

    @classmethod
    def of(cls, run: ReportRun) -> Scope:
        return cls(run.programme, run.municipality, run.school)

    @property
    def fields(self) -> dict[str, Programme | Municipality | CultureSchool | None]:
        """As ReportRun holds it."""
        return {"programme": self.programme, "municipality": self.municipality, "school": self.school}

    @property
    def key(self) -> str:
        """For addresses: p3, m5, or p3-m5."""
        ids = [("p", self.programme), ("m", self.municipality), ("s", self.school)]
        return "-".join(f"{letter}{row.pk}" for letter, row in ids if row)

    @property
    def part(self) -> Municipality | CultureSchool | None:
        return self.municipality or self.school

    @property
    def country(self) -> Country:
        named = self.programme or self.part
        if named is None:
            raise ValueError("a report is about something")
        return Country(named.country)

    def in_programme(self) -> Programme:
        """The programme; a ValueError where there is none, which `Definition.accepts` has ruled out."""
        if self.programme is None:
            raise ValueError("this report is about no programme")
        return self.programme

    def in_municipality(self) -> Municipality:
        if self.municipality is None:
            raise ValueError("this report is about no municipality")
        return self.municipality

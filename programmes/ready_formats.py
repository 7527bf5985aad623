"""Formats that others have found to work. Every school may take them into a programme of their kind.

Sources: "Indblik", Kulturmetropolen 2025 (short, medium, long); "Fordypning Ung kultur", Kongsberg kommune,
13.01.2023 (the two levels). Copies of both stand in `portal/demonstration/data`, and a test compares.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Final

from programmes.models import ProgrammeKind
from programmes.rules.grades import grade_in

KULTURMETROPOLEN: Final = "Kulturmetropolen, Indblik 2025"
KONGSBERG: Final = "Kongsberg kommune, Fordypning Ung kultur 2023"
Words = Mapping[str, str]
"""By the language of the school."""


@dataclass(frozen=True)
class ReadyFormat:
    """`country` is the one whose grades these are."""

    key: str
    names: Words
    source: str
    country: str
    values: Mapping[str, object]
    activities: Words = field(default_factory=dict)
    ensemble: Words = field(default_factory=dict)

    def for_country(self, country: str, language: str) -> dict[str, object]:
        """The fields of a format in a programme of `country`: grades turned by age, words in its language."""
        grades = {
            name: grade_in(country, grade=grade, of_country=self.country)
            for name in ("grade_from", "grade_to")
            if isinstance(grade := self.values.get(name), int)
        }
        words = {
            "name": self.names[language],
            "activities": self.activities.get(language, ""),
            "ensemble": self.ensemble.get(language, ""),
        }
        return {**self.values, **grades, **words}


_WEEKS: Final = {"weeks_from": 10, "weeks_to": 12}
_SPECIAL_NEEDS: Final = (
    ReadyFormat(
        key="short",
        names={"da": "Kort forløb", "nb": "Kort opplegg"},
        source=KULTURMETROPOLEN,
        country="DK",
        values={
            "size_from": 2,
            "size_to": 3,
            "grade_from": 3,
            "grade_to": 5,
            "age_from": 9,
            "age_to": 12,
            "teachers": 1,
            "partner_staff": 0,
            "session_minutes": 15,
            **_WEEKS,
        },
        activities={"da": "sammenspil på få instrumenter", "nb": "samspill på få instrumenter"},
    ),
    ReadyFormat(
        key="medium",
        names={"da": "Mellemlangt forløb", "nb": "Mellomlangt opplegg"},
        source=KULTURMETROPOLEN,
        country="DK",
        values={
            "size_from": 4,
            "size_to": 6,
            "grade_from": 4,
            "grade_to": 7,
            "age_from": 10,
            "age_to": 14,
            "teachers": 2,
            "partner_staff": 2,
            "session_minutes": 45,
            **_WEEKS,
        },
        activities={
            "da": "sammenspil på mange instrumenter; sanglege; bevægelse",
            "nb": "samspill på mange instrumenter; sangleker; bevegelse",
        },
    ),
    ReadyFormat(
        key="long",
        names={"da": "Langt forløb", "nb": "Langt opplegg"},
        source=KULTURMETROPOLEN,
        country="DK",
        values={
            "size_from": 5,
            "size_to": 6,
            "grade_from": 3,
            "grade_to": 4,
            "age_from": 8,
            "age_to": 12,
            "teachers": 4,
            "partner_staff": 6,
            "session_minutes": 60,
            **_WEEKS,
        },
        activities={
            "da": "sanglege og bevægelse sammen; derefter soloinstrumenter i hold, alene eller to og to",
            "nb": "sangleker og bevegelse sammen; deretter soloinstrumenter i grupper, alene eller to og to",
        },
    ),
)
_LEVELS: Final = (
    ReadyFormat(
        key="first level",
        names={"nb": "Introfordypning", "da": "Introfordypning"},
        source=KONGSBERG,
        country="NO",
        values={
            "grade_from": 6,
            "session_minutes": 30,
            "weekly_theory": False,
            "gatherings_a_year": 8,
            "fee_factor": Decimal("1.5"),
            "trips_are_extra": False,
        },
        ensemble={"nb": "samspill på lørdagssamlinger", "da": "sammenspil på lørdagssamlinger"},
    ),
    ReadyFormat(
        key="second level",
        names={"nb": "Fordypning", "da": "Fordypning"},
        source=KONGSBERG,
        country="NO",
        values={
            "grade_from": 8,
            "session_minutes": 45,
            "weekly_theory": True,
            "gatherings_a_semester": 2,
            "fee_factor": Decimal("2"),
            "trips_are_extra": True,
        },
        ensemble={
            "nb": "samspill ukentlig eller i blokker",
            "da": "sammenspil ugentligt eller i blokke",
        },
    ),
)
BY_KIND: Final[Mapping[str, tuple[ReadyFormat, ...]]] = {
    ProgrammeKind.SPECIAL_NEEDS_GROUP: _SPECIAL_NEEDS,
    ProgrammeKind.FORDYPNING: _LEVELS,
    ProgrammeKind.FORDYPNING_CONSORTIUM: _LEVELS,
}

"""Focus areas that a school may take in and make its own.

Written after "Flyktninger og kulturskolen" (Norsk kulturskoleråd, strategy of 10 May 2017), in our words: the
document speaks of the council's own work, these speak of a school's.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

SOURCE: Final = "Norsk kulturskoleråd: Flyktninger og kulturskolen, 10.05.2017"
Words = Mapping[str, str]
"""By the language of the school."""


@dataclass(frozen=True)
class ReadyArea:
    name: Words
    about: Words
    goals: tuple[Words, ...]
    measures: tuple[Words, ...]


AREAS: Final = (
    ReadyArea(
        name={"nb": "Kompetanse i egen organisasjon", "da": "Kompetence i egen organisation"},
        about={
            "nb": "Lærere og ledelse vet hva som hjelper barn og unge som har flyktet, til å være med.",
            "da": "Lærere og ledelse ved, hvad der hjælper børn og unge, der er flygtet, til at være med.",
        },
        goals=(
            {
                "nb": "Alle lærere i tiltakene har vært på kurs",
                "da": "Alle lærere i indsatserne har været på kursus",
            },
        ),
        measures=(
            {"nb": "Kursdag for ansatte hvert semester", "da": "Kursusdag for ansatte hvert halvår"},
            {
                "nb": "Fast samtale med flyktningtjenesten om hva som hjelper",
                "da": "Fast samtale med kommunens integrationsteam om, hvad der hjælper",
            },
        ),
    ),
    ReadyArea(
        name={"nb": "Samarbeid og nettverk", "da": "Samarbejde og netværk"},
        about={
            "nb": "Kulturskolen er en fast partner for dem som møter familiene først.",
            "da": "Kulturskolen er en fast partner for dem, der møder familierne først.",
        },
        goals=(
            {
                "nb": "Skriftlig avtale med alle etater som henviser til oss",
                "da": "Skriftlig aftale med alle, der henviser til os",
            },
        ),
        measures=(
            {
                "nb": "Samarbeidsavtale med kommunens flyktningtjeneste",
                "da": "Samarbejdsaftale med kommunens integrationsteam",
            },
            {
                "nb": "Møte med skolene før hvert semester",
                "da": "Møde med skolerne før hvert halvår",
            },
        ),
    ),
    ReadyArea(
        name={"nb": "Tilbud som når fram", "da": "Tilbud, der når ud"},
        about={
            "nb": "Barn og unge som er nye i kommunen, finner et tilbud og blir i det.",
            "da": "Børn og unge, der er nye i kommunen, finder et tilbud og bliver i det.",
        },
        goals=(
            {
                "nb": "Flere som er nye i kommunen, får plass i en gruppe",
                "da": "Flere, der er nye i kommunen, får plads på et hold",
            },
        ),
        measures=(
            {"nb": "Åpne økter uten påmelding", "da": "Åbne gange uden tilmelding"},
            {
                "nb": "Fadder og følge til de første øktene",
                "da": "Mentor og følgeskab til de første gange",
            },
        ),
    ),
)

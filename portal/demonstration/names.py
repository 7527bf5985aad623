"""Names that fit a country and are nobody's: given names from Faker, family names put together here."""

from faker import Faker

_LOCALES = {"NO": "no_NO", "DK": "da_DK"}
_FIRST = {
    "NO": ("Bjørke", "Fosse", "Lyng", "Rogne", "Hegge", "Multe", "Tyri", "Nype", "Ravne", "Vinter"),
    "DK": ("Birke", "Lærke", "Kløver", "Tjørne", "Havre", "Mose", "Kilde", "Blomme", "Hyben", "Bølge"),
}
# Apart, so that a name in a document tells whether a child or an adult is meant.
_OF_PARTICIPANTS = ("sang", "klang", "tone")
_OF_ADULTS = ("takt", "rytme", "kor")


class Names:
    """Gives names one after the other, the same for the same seed; no full name comes twice."""

    def __init__(self, *, country: str, seed: int) -> None:
        self._fake = Faker(_LOCALES[country])
        self._fake.seed_instance(seed)
        self._first = _FIRST[country]
        self._given: set[tuple[str, str]] = set()

    def person(self) -> tuple[str, str]:
        """Given and family name of a participant."""
        return self._new(_OF_PARTICIPANTS)

    def adult(self) -> str:
        """The whole name of somebody who works: never that of a participant."""
        return " ".join(self._new(_OF_ADULTS))

    def parent_of(self, family_name: str) -> str:
        return f"{self._fake.first_name()} {family_name}"

    def _new(self, endings: tuple[str, ...]) -> tuple[str, str]:
        pick = self._fake.random_element
        while True:
            name = (self._fake.first_name(), pick(self._first) + pick(endings))
            if name not in self._given:
                self._given.add(name)
                return name

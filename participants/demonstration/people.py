"""Made-up people whose numbers, grades and ages are those of the sources."""

from collections.abc import Iterable, Sequence
from random import Random

from participants.models import Guardian, Participant
from portal.accounts.models import CultureSchool
from portal.demonstration.accounts import DOMAIN
from portal.demonstration.collaborations import slug
from portal.demonstration.names import Names
from portal.geography.models import Country

CALLING = {Country.NORWAY: "+47", Country.DENMARK: "+45"}


def spread(low: int, high: int, count: int) -> list[int]:
    """`count` whole numbers rising evenly from `low` to `high`; both occur where `count` is at least two."""
    if count == 1:
        return [low]
    return [low + round((high - low) * place / (count - 1)) for place in range(count)]


def children(
    school: CultureSchool,
    names: Names,
    *,
    count: int,
    year: int,
    ages: tuple[int, int],
    grades: tuple[int, int] | None = None,
) -> list[Participant]:
    """`count` people who turn `ages` in `year`; the younger go to the lower grades."""
    country = school.country
    by_place = spread(*grades, count) if grades else [None] * count
    rows = []
    for age, grade in zip(spread(*ages, count), by_place, strict=True):
        given, family = names.person()
        rows.append(
            Participant(
                school=school,
                given_name=given,
                family_name=family,
                birth_year=year - age,
                grade=grade,
                grade_country="" if grade is None else country,
            )
        )
    return rows


def guardians(people: Iterable[Participant], names: Names) -> list[Guardian]:
    """One guardian each, with a telephone number and a mail address that belong to nobody."""
    return [_guardian(person, names.parent_of(person.family_name)) for person in people]


def _guardian(person: Participant, name: str) -> Guardian:
    chance = Random(f"telephone {person.given_name} {person.family_name}")
    digits = f"{chance.randrange(10000):04}"
    return Guardian(
        school=person.school,
        participant=person,
        name=name,
        phone=f"{CALLING[person.school.country]} 00 00 {digits[:2]} {digits[2:]}",
        email=f"{slug(name).replace(' ', '.')}@{DOMAIN}",
    )


def deal(people: Sequence[Participant], groups: int) -> list[list[Participant]]:
    """The people of each group, ages mixed; earlier groups have one more where they do not go up."""
    return [list(people[index::groups]) for index in range(groups)]

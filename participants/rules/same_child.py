"""When two people may be one child, and when a second application joins the first by itself. Pure."""

import datetime
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

_LETTERS = str.maketrans({"ø": "o", "æ": "ae", "đ": "d", "ð": "d", "þ": "th", "ł": "l", "ı": "i"})
_ALIKE = 0.75
_FEWEST_WORDS_IN_COMMON = 2
_FEWEST_DIGITS = 6
_SHORTEST_NATIONAL_NUMBER = 8


@dataclass(frozen=True)
class Known:
    """What is known of one person. `contacts` are as `contact_key` gives them, without empty ones."""

    given_name: str
    family_name: str
    birth_date: datetime.date | None = None
    birth_year: int | None = None
    contacts: frozenset[str] = frozenset()

    @property
    def year(self) -> int | None:
        return self.birth_date.year if self.birth_date else self.birth_year


def may_be_same(one: Known, other: Known) -> bool:
    """Whether a person should look at the two. Siblings and twins share contacts, and are no pair for that.

    Of somebody whose name is not known yet the contact is all there is to go by.
    """
    if not _words(one) or not _words(other):
        return bool(one.contacts & other.contacts) and _births_fit(one, other)
    if same_name(one, other):
        return _births_fit(one, other) or _is_slip(one, other) or bool(one.contacts & other.contacts)
    if not _similar_name(one, other):
        return False
    if births_agree(one, other):
        return True
    return bool(one.contacts & other.contacts) and _births_fit(one, other)


def joins_through_link(one: Known, other: Known) -> bool:
    """Applied for by the same link: the name as it was, and no other birth."""
    return same_name(one, other) and births_agree(one, other)


def joins_through_contact(one: Known, other: Known) -> bool:
    """Applied for by the same verified contact: the name as it was, and the same date of birth."""
    return same_name(one, other) and one.birth_date is not None and one.birth_date == other.birth_date


def births_agree(one: Known, other: Known) -> bool:
    """The same date, or the same year where only that is known of one of them."""
    if one.birth_date and other.birth_date:
        return one.birth_date == other.birth_date
    return one.year is not None and one.year == other.year


def same_name(one: Known, other: Known) -> bool:
    """Without case, accents, spacing and punctuation, and in whichever order the names stand."""
    first, second = _words(one), _words(other)
    if not first or not second:
        return False
    return sorted(first) == sorted(second) or bool(set(_joined(one)) & set(_joined(other)))


def contact_key(contact: str) -> str:
    """An address or a number as it is compared: how it was written tells nothing."""
    if "@" in contact:
        return contact.strip().casefold()
    digits = "".join(str(unicodedata.digit(sign)) for sign in contact if sign.isdecimal())
    national = digits.removeprefix("00")
    for country in ("47", "45"):
        if len(national) == _SHORTEST_NATIONAL_NUMBER + len(country):
            national = national.removeprefix(country)
    return national if len(national) >= _FEWEST_DIGITS else ""


def _births_fit(one: Known, other: Known) -> bool:
    """They agree, or of one of them nothing is known."""
    return one.year is None or other.year is None or births_agree(one, other)


def _is_slip(one: Known, other: Known) -> bool:
    """Day and month the other way round."""
    first, second = one.birth_date, other.birth_date
    return bool(
        first and second and (first.year, first.month, first.day) == (second.year, second.day, second.month)
    )


def _similar_name(one: Known, other: Known) -> bool:
    """Each part a letter or two apart, or one with a name more."""
    first, second = set(_words(one)), set(_words(other))
    if len(first & second) >= _FEWEST_WORDS_IN_COMMON and (first <= second or second <= first):
        return True
    (given, family), (others_given, others_family) = _parts(one), _parts(other)
    as_written = min(_ratio(given, others_given), _ratio(family, others_family))
    swapped = min(_ratio(given, others_family), _ratio(family, others_given))
    return max(as_written, swapped) >= _ALIKE


def _ratio(one: str, other: str) -> float:
    return SequenceMatcher(None, one, other, autojunk=False).ratio() if one and other else 0


def _parts(person: Known) -> tuple[str, str]:
    """Given and family name, each in one piece."""
    return "".join(_folded(person.given_name)), "".join(_folded(person.family_name))


def _joined(person: Known) -> tuple[str, str]:
    given, family = _parts(person)
    return given + family, family + given


def _words(person: Known) -> list[str]:
    return [*_folded(person.given_name), *_folded(person.family_name)]


def _folded(name: str) -> Iterator[str]:
    """The words of a name in plain letters; å and aa are one."""
    apart = unicodedata.normalize("NFKD", name.casefold()).translate(_LETTERS)
    kept = "".join(
        " " if unicodedata.category(sign)[0] in "ZP" else sign
        for sign in apart
        if unicodedata.category(sign) not in ("Mn", "Cf")
    )
    return (word.replace("aa", "a") for word in kept.split())

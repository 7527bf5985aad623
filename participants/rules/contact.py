"""How people write a phone number, and what of it is a number. Pure."""

import unicodedata

_BETWEEN = frozenset(" -–.()/")
_FEWEST, _MOST = 5, 15


def plain(text: str) -> str:
    """Without marks that nobody sees (direction of writing, zero width), and with digits from 0 to 9."""
    seen = (letter for letter in text if unicodedata.category(letter) != "Cf")
    return "".join(_digit(letter) for letter in seen).strip()


def phone(text: str) -> str:
    """The number as it is dialled, with its signs between. ValueError where it is none."""
    number = plain(text).replace("\N{NO-BREAK SPACE}", " ")
    digits = [letter for letter in number if letter.isdecimal()]
    others = {letter for letter in number.removeprefix("+") if not letter.isdecimal()}
    if not _FEWEST <= len(digits) <= _MOST or others - _BETWEEN:
        raise ValueError("no phone number")
    return number


def _digit(letter: str) -> str:
    return str(unicodedata.digit(letter)) if letter.isdecimal() else letter

"""Organisation numbers by their control digits: nine in Norway, the eight of the CVR number in Denmark."""

import re
from difflib import SequenceMatcher

_BETWEEN = re.compile(r"[\s.\-\u00a0\u202f]+")
_WORDS = re.compile(r"\w+")
_WEIGHTS = {"NO": (3, 2, 7, 6, 5, 4, 3, 2), "DK": (2, 7, 6, 5, 4, 3, 2, 1)}
_OF_A_KIND = {"as", "asa", "aps", "ba", "sa", "a", "s", "kommune", "the", "og"}
_NEARLY = 0.88


def bare(text: str) -> str:
    """The digits without what people write between them, and without the country before a CVR number."""
    return re.sub(r"(?i)^(dk|no|cvr|org\.?nr\.?)[:.]?", "", _BETWEEN.sub("", text.strip()))


def is_number(number: str, country: str) -> bool:
    """Whether `number` can be one of the country: its length and its control digit fit."""
    if country == "NO":
        return _is_norwegian(number)
    return _is_cvr(number)


def _is_norwegian(number: str) -> bool:
    """The ninth digit is what the weighed sum of the others lacks to a multiple of 11; 10 is none."""
    if not re.fullmatch(r"[1-9]\d{8}", number, re.ASCII):
        return False
    control = -_weighed(number[:8], "NO") % 11
    return control == int(number[8])


def _is_cvr(number: str) -> bool:
    return bool(re.fullmatch(r"[1-9]\d{7}", number, re.ASCII)) and _weighed(number, "DK") % 11 == 0


def _weighed(digits: str, country: str) -> int:
    return sum(int(digit) * weight for digit, weight in zip(digits, _WEIGHTS[country], strict=True))


def nearly_the_same(one: str, other: str) -> bool:
    """Two names that may be one agency's: NAV Ås and Nav Aas, Frivilligsentralen and Frivillig-sentralen."""
    left, right = _folded(one), _folded(other)
    if not left or not right:
        return False
    close = SequenceMatcher(None, left, right, autojunk=False).ratio() >= _NEARLY
    return left == right or (close and _numbers(one) == _numbers(other))


def _folded(name: str) -> str:
    lower = name.casefold().replace("aa", "å").replace("ä", "æ").replace("ö", "ø")
    return "".join(word for word in _WORDS.findall(lower) if word not in _OF_A_KIND)


def _numbers(name: str) -> list[str]:
    """School 1 is another than school 2, however alike they are written."""
    return re.findall(r"\d+", name)

"""Working time in quarters of an hour, as people write it: 1,5, 1.25, ¾, 1 ½, 1:30. Pure."""

import re
from fractions import Fraction

QUARTER, DAY = 15, 24 * 60
_SIGNS = {"¼": Fraction(1, 4), "½": Fraction(1, 2), "¾": Fraction(3, 4)}
_CLOCK = re.compile(r"([0-9]{1,2}):([0-5][0-9])")
_MIXED = re.compile(r"(?:([0-9]{1,2})\s+)?([0-9])/([0-9])")


class NotHours(ValueError):
    """What was written is no time."""


class NotQuarters(ValueError):
    """A time that is not so many quarters of an hour."""


class TooLong(ValueError):
    """More than a day has."""


def minutes_of(written: str) -> int:
    """Raises NotHours, NotQuarters and TooLong."""
    minutes = _hours(written.strip()) * 60
    if minutes > DAY:
        raise TooLong(written)
    if minutes % QUARTER:
        raise NotQuarters(written)
    return int(minutes)


def stepped(minutes: int, step: int) -> int:
    """A quarter more or less, within a day; from in between to the next one."""
    moved = (minutes // QUARTER + step) * QUARTER if step > 0 else -(-minutes // QUARTER + 1) * QUARTER
    return max(0, min(DAY, moved))


def _hours(written: str) -> Fraction:
    if written[-1:] in _SIGNS:
        whole = written[:-1].strip()
        return _SIGNS[written[-1]] + (_whole(whole) if whole else 0)
    if clock := _CLOCK.fullmatch(written):
        return int(clock[1]) + Fraction(int(clock[2]), 60)
    if (mixed := _MIXED.fullmatch(written)) and int(mixed[3]):
        return int(mixed[1] or 0) + Fraction(int(mixed[2]), int(mixed[3]))
    whole, _, rest = written.replace(",", ".").partition(".")
    return _whole(whole or "0") + (_part(rest) if rest else 0) if whole or rest else _refused(written)


def _whole(written: str) -> Fraction:
    return Fraction(written) if re.fullmatch(r"[0-9]{1,3}", written) else _refused(written)


def _part(written: str) -> Fraction:
    if not re.fullmatch(r"[0-9]{1,6}", written):
        return _refused(written)
    return Fraction(int(written), 10 ** len(written))


def _refused(written: str) -> Fraction:
    raise NotHours(written)

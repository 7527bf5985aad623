"""Amounts and hours as people and accounting systems write them. Pure; ValueError for what is none."""

import re
from decimal import Decimal

MOST_ORE = 10**13
"""A hundred thousand million kroner: more is a mistake of the keyboard."""
MOST_MINUTES = 10**7

_SPACES = re.compile(r"[\s\u00a0\u2007\u2009\u202f']+")
_UNIT = re.compile(r"(?i)(kr\.?|nok|dkk)")
_WHOLE = r"\d+|\d{1,3}(?:[.]\d{3})+"
_AMOUNT = re.compile(rf"({_WHOLE})(?:,(\d{{1,2}}|-))?|(\d+|\d{{1,3}}(?:,\d{{3}})+)\.(\d{{1,2}})")
_HOURS = re.compile(r"(\d+)(?:[.,](\d{1,2}))?|(\d+):([0-5]\d)", re.ASCII)


def ore_of(text: str) -> int:
    """45000050 for "450 000,50", "450.000,50" and "450000.50"; 45000000 for "450.000" and "450 000,-".

    A comma before one or two digits, or a point before one or two, divides kroner from øre: three digits
    behind a point are thousands, and behind a comma they are refused, for nobody can tell.
    """
    bare = _UNIT.sub("", _SPACES.sub("", text)).replace("\N{MINUS SIGN}", "-")
    negative = bare.startswith("-") or (bare.endswith("-") and not bare.endswith(",-"))
    found = _AMOUNT.fullmatch(bare.removeprefix("-").removesuffix("-") if negative else bare)
    if not found:
        raise ValueError(f"no amount: {text!r}")
    whole = (found[1] or found[3]).replace(".", "").replace(",", "")
    hundredths = (found[2] or found[4] or "0").replace("-", "0").ljust(2, "0")
    amount = int(whole) * 100 + int(hundredths)
    if amount > MOST_ORE:
        raise ValueError(f"too much: {text!r}")
    return -amount if negative else amount


def minutes_of(text: str, *, least: int = 1) -> int:
    """90 for "1,5", "1.5" and "1:30"."""
    found = _HOURS.fullmatch(_SPACES.sub("", text))
    if not found:
        raise ValueError(f"no hours: {text!r}")
    if found[3]:
        minutes = int(found[3]) * 60 + int(found[4])
    else:
        minutes = round(Decimal(f"{found[1]}.{found[2] or 0}") * 60)
    if not least <= minutes <= MOST_MINUTES:
        raise ValueError(f"not between {least} and {MOST_MINUTES} minutes: {text!r}")
    return minutes


def written(amount: int) -> str:
    """450000 or 1250,50: as a field shows an amount in øre again."""
    kroner, ore = divmod(abs(amount), 100)
    return ("-" if amount < 0 else "") + (f"{kroner},{ore:02}" if ore else str(kroner))

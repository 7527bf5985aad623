"""How dates, money and numbers read in each language. Pure: the language is always given."""

from datetime import date, datetime, time, timedelta
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from babel.dates import format_date

NO_BREAK = "\N{NO-BREAK SPACE}"
MINUS = "\N{MINUS SIGN}"
EN_DASH = "\N{EN DASH}"
HIDDEN = ":"

# Languages not listed read as the second set: day before month without a dot, colon in the time.
_WITH_DOTS = {"nb", "nn", "da"}
_DECIMAL_COMMA = {"nb", "nn", "da", "uk", "ru", "pl", "tr"}
# Where Babel knows a language by another name: Dari is Afghanistan's Persian.
_LOCALES = {"prs": "fa_AF"}
_RIGHT_TO_LEFT = {"ar", "prs", "ps"}
_LEFT_TO_RIGHT_ISOLATE, _END_OF_ISOLATE = "\N{LEFT-TO-RIGHT ISOLATE}", "\N{POP DIRECTIONAL ISOLATE}"
_A_MONDAY = date(2024, 1, 1)
_CROWNS = {"da": "kr."}
_HOUR_SIGN = {"nb": "t", "nn": "t", "da": "t"}


def _in_words(on: date, pattern: str, language: str) -> str:
    return format_date(on, pattern, locale=_LOCALES.get(language, language))


def clock(moment: datetime | time, language: str) -> str:
    """13.52, or 13:52 in English."""
    return moment.strftime("%H.%M" if language in _WITH_DOTS else "%H:%M")


def short_day(on: date, language: str, *, this_year: int) -> str:
    """tor 14. nov., with the year when it is not `this_year`."""
    weekday = _in_words(on, "EEE", language).rstrip(".")
    return f"{weekday} {_day_and_month(on, 'MMM', language, this_year)}"


def long_day(on: date, language: str, *, this_year: int) -> str:
    """torsdag 14. november, with the year when it is not `this_year`."""
    weekday = _in_words(on, "EEEE", language)
    return f"{weekday} {_day_and_month(on, 'MMMM', language, this_year)}"


def _day_and_month(on: date, month: str, language: str, this_year: int) -> str:
    dot = "." if language in _WITH_DOTS else ""
    year = "" if on.year == this_year else f" {on.year}"
    return f"{on.day}{dot} {_in_words(on, month, language)}{year}"


def weekday(number: int, language: str) -> str:
    """torsdag for 4: ISO weekdays, Monday is 1."""
    # Not Babel's stand-alone form: once asked for in Persian, it is Persian in all languages after.
    return _in_words(_A_MONDAY + timedelta(days=number - 1), "EEEE", language)


def span(starts_at: datetime, ends_at: datetime, language: str, *, this_year: int) -> str:
    """tor 14. nov. 13.15–14.00; an end on a later day is named with its day."""
    start = f"{short_day(starts_at.date(), language, this_year=this_year)} {clock(starts_at, language)}"
    end = clock(ends_at, language)
    if ends_at.date() == starts_at.date():
        return f"{start}{EN_DASH}{end}"
    last_day = short_day(ends_at.date(), language, this_year=this_year)
    return f"{start} {EN_DASH} {last_day} {end}"


def number(value: Decimal | int | float | str, language: str, *, decimals: int | None = None) -> str:
    """12 345,5 with no-break separators; as many decimals as the value has, or exactly `decimals`."""
    exact = Decimal(str(value))
    if decimals is not None:
        exact = exact.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)
    elif exact == exact.to_integral_value():
        exact = exact.to_integral_value()
    else:
        exact = exact.normalize()
    whole, _, fraction = f"{abs(exact):,f}".partition(".")
    sign = MINUS if exact < 0 else ""
    comma = "," if language in _DECIMAL_COMMA else "."
    return sign + whole.replace(",", NO_BREAK) + (comma + fraction if fraction else "")


def money(amount_in_oere: int, language: str, *, currency: str = "") -> str:
    """450 000 kr, or with the code of `currency` where the page shows more than one country's money."""
    crowns = Decimal(amount_in_oere) / 100
    text = number(crowns, language, decimals=0 if crowns == crowns.to_integral_value() else 2)
    amount = f"{text}{NO_BREAK}{currency or _CROWNS.get(language, 'kr')}"
    # Without these the unit would jump before the number.
    return f"{_LEFT_TO_RIGHT_ISOLATE}{amount}{_END_OF_ISOLATE}" if language in _RIGHT_TO_LEFT else amount


def percent(share: Decimal | Fraction | int | float, language: str) -> str:
    """60 % for a share of 0.6; at most one decimal."""
    if isinstance(share, Fraction):
        share = Decimal(share.numerator) / share.denominator
    hundredths = (Decimal(str(share)) * 100).quantize(Decimal("0.1"), rounding=ROUND_HALF_UP)
    return f"{number(hundredths, language)}{NO_BREAK}%"


def hours(minutes: int, language: str) -> str:
    """0,75 t for 45 minutes: hours of 60 minutes, at most two decimals."""
    value = (Decimal(minutes) / 60).quantize(Decimal("0.01"), rounding=ROUND_HALF_UP)
    return f"{number(value, language)}{NO_BREAK}{_HOUR_SIGN.get(language, 'h')}"

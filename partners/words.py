"""How much a commitment is, in words."""

from decimal import Decimal

from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from partners.models import CommitmentUnit
from portal.web import formats

HOURS = (CommitmentUnit.ROOM_HOURS, CommitmentUnit.STAFF_HOURS)


def how_much(quantity: int, unit: str, currency: str = "") -> str:
    """20 room-hours, 12 places, 450 000 NOK."""
    return _of(unit, abs(quantity)) % {
        "number": number_of(quantity, unit),
        "currency": currency,
    }


def given_of(given: int, promised: int, unit: str, currency: str = "") -> str:
    """12 of 20 room-hours."""
    whole = how_much(promised, unit, currency)
    return _("%(given)s of %(promised)s") % {"given": number_of(given, unit), "promised": whole}


def number_of(quantity: int, unit: str) -> str:
    language = get_language() or "en"
    if unit in HOURS:
        return formats.number((Decimal(quantity) / 60).quantize(Decimal("0.01")), language)
    if unit == CommitmentUnit.MONEY:
        kroner = Decimal(quantity) / 100
        whole = kroner == kroner.to_integral_value()
        return formats.number(kroner, language, decimals=0 if whole else 2)
    return formats.number(quantity, language)


def _of(unit: str, quantity: int) -> str:
    if unit == CommitmentUnit.ROOM_HOURS:
        return _("%(number)s room-hours")
    if unit == CommitmentUnit.STAFF_HOURS:
        return _("%(number)s hours of staff")
    if unit == CommitmentUnit.PLACES:
        return ngettext("%(number)s place", "%(number)s places", quantity)
    if unit == CommitmentUnit.TIMES:
        return ngettext("%(number)s time", "%(number)s times", quantity)
    return "%(number)s\N{NO-BREAK SPACE}%(currency)s"

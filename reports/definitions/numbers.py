"""Numbers and payers in the words of the report's language, which is the active one."""

from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from portal.web import formats
from programmes.models import Payer


def _language() -> str:
    return get_language() or "en"


def number_text(number: int) -> str:
    return formats.number(number, _language())


def percent_text(share: float) -> str:
    return formats.percent(share, _language())


def money_text(amount_in_oere: int, currency: str) -> str:
    return formats.money(amount_in_oere, _language(), currency=currency)


def payer_text(line: dict[str, Any]) -> str:
    """A line of a budget as a reader sees it: the grant with its funder, else who pays."""
    if line["funder"]:
        return _("Grant from %(funder)s") % {"funder": line["funder"]}
    # Reports from before partners were named have no agency.
    text = line.get("agency") or str(Payer(line["payer"]).label)
    return text[:1].upper() + text[1:]


def listed(names: list[str]) -> str:
    """One, two and three."""
    if len(names) < 2:
        return "".join(names)
    return _("%(all_but_last)s and %(last)s") % {"all_but_last": ", ".join(names[:-1]), "last": names[-1]}

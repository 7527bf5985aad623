"""Figures, dates and words in printed documents: `{% load documents %}`."""

import datetime
import re
from decimal import Decimal

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from portal.web import formats
from programmes.models import AgeGroup, CancelReason, ProgrammeKind, WorkKind
from reports.definitions.numbers import number_text, payer_text
from reports.rules.wording import HIDDEN

register = template.Library()
Figure = int | float | str | None

_WORDS = {
    "work": WorkKind,
    "reason": CancelReason,
    "kind": ProgrammeKind,
    "age": AgeGroup,
}


@register.simple_tag
def cell(value: Figure, unit: str = "") -> SafeString:
    """A cell of figures; hidden ones carry the class that sets them off, unknown ones say so."""
    css_class = "number hidden" if value == HIDDEN else "number"
    return format_html('<td class="{}">{}</td>', css_class, printed(value, unit))


@register.filter
def printed(value: Figure, unit: str = "") -> str:
    """In the document's notation: 1 204, 60 %, 12,5 hours; `:` where hidden, words where nobody knows."""
    if value is None:
        return _("not known")
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, str):
        return value
    if unit == "percent":
        return formats.percent(value, _language())
    if unit == "hours":
        return formats.number(round(Decimal(value) / 60, 2), _language())
    return number_text(value) if isinstance(value, int) else formats.number(value, _language())


@register.filter
def day_text(iso: str) -> str:
    """1. august 2024."""
    on = datetime.date.fromisoformat(iso)
    return formats.long_day(on, _language(), this_year=0).split(" ", 1)[1]


@register.filter
def unbroken_years(title: str) -> str:
    """2024–2025 stays on one line."""
    return re.sub(r"(?<=\d)\N{EN DASH}(?=\d)", "\N{WORD JOINER}\N{EN DASH}\N{WORD JOINER}", title)


@register.filter
def word(code: str, of: str) -> str:
    """The word for a code of the model, with a capital: it begins a cell."""
    text = str(_WORDS[of](code).label)
    return text[:1].upper() + text[1:]


@register.filter
def payer(line: dict) -> str:
    return payer_text(line)


def _language() -> str:
    return get_language() or "en"

"""Filters and tags of all pages (builtin: no load needed). The rules stand in `portal.web.formats`."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime, time
from decimal import Decimal
from fractions import Fraction
from functools import cache, lru_cache
from typing import Protocol

from django import template
from django.forms.utils import flatatt
from django.templatetags.static import static
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from portal.web import formats

register = template.Library()
_CHECKED = " checked"
_NAME = "\0"
Number = Decimal | int | float

SQUARES = {
    "enrolled": _("taken"),
    "offered": _("offered, waiting for an answer"),
    "free": _("free"),
    "held": _("held"),
    "cancelled": _("cancelled"),
    "coming": _("coming"),
    "unlogged": _("not logged yet"),
}


class HasTimes(Protocol):
    starts_at: datetime
    ends_at: datetime


def _language() -> str:
    return get_language() or "en"


def _this_year() -> int:
    return timezone.localdate().year


def _local(moment: date) -> date:
    return timezone.localtime(moment) if isinstance(moment, datetime) else moment


def _date(moment: date) -> date:
    local = _local(moment)
    return local.date() if isinstance(local, datetime) else local


@register.filter
def session_time(session: HasTimes) -> str:
    starts_at, ends_at = timezone.localtime(session.starts_at), timezone.localtime(session.ends_at)
    return formats.span(starts_at, ends_at, _language(), this_year=_this_year())


@register.filter
def day(moment: date) -> str:
    return formats.long_day(_date(moment), _language(), this_year=_this_year())


@register.filter
def short_day(moment: date) -> str:
    return formats.short_day(_date(moment), _language(), this_year=_this_year())


@register.filter
def clock(moment: datetime | time) -> str:
    local = timezone.localtime(moment) if isinstance(moment, datetime) else moment
    return formats.clock(local, _language())


@register.filter
def number(value: Number) -> str:
    return formats.number(value, _language())


@register.filter
def money(amount_in_oere: int, currency: str = "") -> str:
    return formats.money(amount_in_oere, _language(), currency=currency)


@register.filter
def percent(share: Number | Fraction) -> str:
    return formats.percent(share, _language())


@register.filter
def hours(minutes: int) -> str:
    return formats.hours(minutes, _language())


@register.filter
def figure(value: Number | str | None) -> str:
    """A cell of figures: the number, or the hidden mark for None and ":"."""
    if value is None or value == formats.HIDDEN:
        return hidden()
    return value if isinstance(value, str) else formats.number(value, _language())


@register.simple_tag
def hidden() -> SafeString:
    """The mark of a figure that is withheld, with words for those who listen."""
    return format_html(
        '<span class="hidden-figure"><span aria-hidden="true">{}</span>'
        '<span class="ds-sr-only">{}</span></span>',
        formats.HIDDEN,
        _("hidden"),
    )


@register.simple_tag
@cache
def icon(name: str) -> SafeString:
    """A drawing that stands beside a word and says nothing by itself."""
    return format_html(
        '<svg class="icon" aria-hidden="true" focusable="false"><use href="{}#{}"></use></svg>',
        static("icons.svg"),
        name,
    )


@register.simple_tag
def segment_row(name: str, chosen: str, options: Iterable[tuple[str, str]]) -> SafeString:
    """The radios of one row of segments. Not a loop in a template: a roll call has hundreds of them."""
    words = tuple((value, str(label)) for value, label in options)
    return format_html(_segments(chosen, words), name=name)


@lru_cache(maxsize=200)
def _segments(chosen: str, options: tuple[tuple[str, str], ...]) -> str:
    """A row but for its name: drawn once for all children with the same mark."""
    row = format_html_join(
        "",
        '<label class="segment" data-kind="{}">'
        '<input class="segment-input" type="radio" name="{}" value="{}"{}>'
        '<span class="segment-face">{}</span></label>',
        ((value, _NAME, value, _CHECKED if value == chosen else "", label) for value, label in options),
    )
    return row.replace("{", "{{").replace("}", "}}").replace(_NAME, "{name}")


@register.filter
def attributes(attrs: Mapping[str, object]) -> SafeString:
    """The attributes of a form's widget, as HTML; its class stands in the widget's template."""
    return flatatt({name: value for name, value in attrs.items() if name != "class"})


@register.filter
def kinds_in_use(squares: Iterable[Mapping[str, str]]) -> list[tuple[str, str]]:
    """The kinds of the squares with their words, for the legend."""
    used = {square["kind"] for square in squares}
    return [(kind, str(word)) for kind, word in SQUARES.items() if kind in used]


@register.filter
def stacked(parts: Iterable[Mapping[str, Number]]) -> Iterator[dict[str, object]]:
    """The parts of a bar, each with where it begins and how wide it is on a scale of 100."""
    offset = 0.0
    for part in parts:
        width = float(part["share"])
        yield {"kind": part["kind"], "offset": coordinate(offset), "width": coordinate(width)}
        offset += width


@register.filter
def coordinate(value: Number) -> str:
    """A number as SVG reads it, whatever the language."""
    return f"{float(value):.3f}"

"""Tags of families' pages: `{% load families %}`."""

from collections.abc import Collection
from datetime import time
from typing import Protocol

from django import template
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from portal.web import formats, languages

register = template.Library()


class Words(Protocol):
    text: str
    language: str


@register.filter
def in_its_language(words: Words) -> SafeString:
    """Words of the school, marked with their language where it is not the page's."""
    language = get_language()
    if words.language == language:
        return format_html("<bdi>{}</bdi>", words.text)
    return format_html('<bdi lang="{}">{}</bdi>', words.language, words.text)


@register.filter
def weekday(number: int) -> str:
    return formats.weekday(number, get_language() or "en")


@register.filter
def time_of_day(moment: time) -> str:
    return formats.clock(moment, get_language() or "en")


@register.inclusion_tag("families/_languages.html", takes_context=True)
def language_chooser(context: template.Context, only: Collection[str] = ()) -> dict[str, object]:
    """Each language by its own name; open until one has been chosen where the page asks for that."""
    request: HttpRequest = context["request"]
    current = get_language() or ""
    found = languages.choices_for_families([*only, current] if only else ())
    return {
        "choices": found,
        "current": next((language for language in found if language.code == current), None),
        "open": context.get("chooses_language") and not languages.chosen(request, languages.family_codes()),
        "request": request,
        "csrf_token": context.get("csrf_token"),
    }

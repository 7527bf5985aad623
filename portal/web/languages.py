"""The languages a person may choose, each by its own name."""

from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import get_language_info
from django.utils.translation.trans_real import parse_accept_lang_header


@dataclass(frozen=True)
class LanguageChoice:
    code: str
    name: str
    current: bool


# Who asks for Norwegian, or for Nynorsk, reads Bokmål rather than English.
_NEAREST = {"no": "nb", "nn": "nb"}
_OWN_NAMES = {"nb": "Bokmål", "da": "Dansk", "en": "English"}


def codes() -> list[str]:
    return [code for code, _ in settings.LANGUAGES]


def choices(current: str) -> list[LanguageChoice]:
    return [LanguageChoice(code, _own_name(code), code == current) for code in codes()]


def asked_for(request: HttpRequest) -> str:
    """What a stranger reads: the language chosen before, else the first of ours that the browser asks for."""
    chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
    if chosen in codes():
        return chosen
    for tag, _ in parse_accept_lang_header(request.headers.get("Accept-Language", "")):
        language = tag.partition("-")[0]
        language = _NEAREST.get(language, language)
        if language in codes():
            return language
    return settings.LANGUAGE_CODE


def _own_name(code: str) -> str:
    return _OWN_NAMES.get(code) or get_language_info(code)["name_local"]

"""The languages a person may choose, each by its own name: three for staff, fourteen for families."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation.trans_real import parse_accept_lang_header


@dataclass(frozen=True)
class FamilyLanguage:
    """`read_by_native_speaker` is what the school is told of the words in this language."""

    code: str
    own_name: str
    right_to_left: bool = False
    read_by_native_speaker: bool = False


@dataclass(frozen=True)
class LanguageChoice:
    code: str
    name: str
    current: bool


_FOR_FAMILIES = (
    FamilyLanguage("nb", "Norsk bokmål", read_by_native_speaker=True),
    FamilyLanguage("nn", "Norsk nynorsk"),
    FamilyLanguage("da", "Dansk", read_by_native_speaker=True),
    FamilyLanguage("en", "English", read_by_native_speaker=True),
    FamilyLanguage("uk", "Українська"),
    FamilyLanguage("ru", "Русский"),
    FamilyLanguage("pl", "Polski"),
    FamilyLanguage("ar", "العربية", right_to_left=True),
    FamilyLanguage("prs", "دری", right_to_left=True),
    FamilyLanguage("ps", "پښتو", right_to_left=True),
    FamilyLanguage("ti", "ትግርኛ"),
    FamilyLanguage("so", "Soomaali"),
    FamilyLanguage("ku", "Kurmancî"),
    FamilyLanguage("tr", "Türkçe"),
)
_STAFF_NAMES = {"nb": "Bokmål", "da": "Dansk", "en": "English"}

# Who asks for Norwegian, or for Nynorsk, reads Bokmål rather than English.
_NEAREST_FOR_STAFF = {"no": "nb", "nn": "nb"}
# A browser in Dari says that it reads Persian.
_NEAREST_FOR_FAMILIES = {"no": "nb", "fa": "prs", "kmr": "ku"}


def codes() -> list[str]:
    """Those of staff."""
    return [code for code, _ in settings.LANGUAGES]


def choices(current: str) -> list[LanguageChoice]:
    return [LanguageChoice(code, _STAFF_NAMES[code], code == current) for code in codes()]


def family_codes() -> list[str]:
    return [language.code for language in _FOR_FAMILIES]


def choices_for_families(only: Collection[str] = ()) -> list[FamilyLanguage]:
    """All of them; or those among the codes `only`, where a school has chosen some."""
    return [language for language in _FOR_FAMILIES if not only or language.code in only]


def is_for_families(path: str) -> bool:
    return path.startswith(settings.FAMILY_PATHS)


def asked_for(request: HttpRequest) -> str:
    """What a stranger reads: the language chosen before, else the first of ours that the browser asks for."""
    return chosen(request, codes()) or _of_browser(request, codes(), _NEAREST_FOR_STAFF)


def asked_for_by_family(request: HttpRequest) -> str:
    return chosen(request, family_codes()) or _of_browser(request, family_codes(), _NEAREST_FOR_FAMILIES)


def chosen(request: HttpRequest, among: Collection[str]) -> str:
    """The language that the cookie remembers, if it is one of `among`."""
    code = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
    return code if code in among else ""


def _of_browser(request: HttpRequest, among: Collection[str], nearest: Mapping[str, str]) -> str:
    for tag, _ in parse_accept_lang_header(request.headers.get("Accept-Language", "")):
        language = tag.partition("-")[0]
        language = nearest.get(language, language)
        if language in among:
            return language
    return settings.LANGUAGE_CODE

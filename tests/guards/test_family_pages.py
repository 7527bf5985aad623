"""Families' pages need no word from outside of the families' sources, and lie where all languages are."""

import re
from collections.abc import Callable, Iterator
from html.parser import HTMLParser

import pytest
from babel.messages.catalog import Catalog
from django.conf import settings
from django.test import Client
from django.urls import URLPattern, get_resolver
from django.utils.translation import trans_real

from portal.web import languages
from tests.db.catalogues import listed, told
from tests.db.people import Samklang
from tests.guards.messages import FAMILY_SOURCES, extracted, translated

pytestmark = pytest.mark.django_db
RIGHT_TO_LEFT = {"ar", "prs", "ps"}
SEEN = {"title", "aria-label", "placeholder", "alt"}
NOT_SEEN = {"script", "style"}
# The name of the portal, a unit of money, and what the school itself has written.
NO_WORDS = re.compile(r"Samklang|kr\b|[^A-Za-z]+")
PAGES: dict[str, Callable[[Samklang], str]] = {
    "the catalogue": lambda world: "/catalogue/",
    "nothing fits": lambda world: "/catalogue/?weekday=3&free=on",
    "a group": lambda world: f"/catalogue/{world.group.pk}/",
    "an application begins": lambda world: f"/apply/{world.group.pk}/",
    "a page that is not there": lambda world: "/catalogue/0/",
}


class Reader(HTMLParser):
    """What a page says and shows, but for words that are marked with a language of their own."""

    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []
        self._open: list[tuple[str, bool]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        marked = dict(attrs)
        hidden = tag in NOT_SEEN or (tag != "html" and "lang" in marked)
        self.words += [value for name, value in attrs if name in SEEN and value and not hidden]
        if tag not in ("meta", "link", "input", "br", "img", "path", "use"):
            self._open.append((tag, hidden))

    def handle_endtag(self, tag: str) -> None:
        if self._open and self._open[-1][0] == tag:
            self._open.pop()

    def handle_data(self, data: str) -> None:
        if data.strip() and not any(hidden for _, hidden in self._open):
            self.words.append(" ".join(data.split()))


def read(page: str) -> list[str]:
    reader = Reader()
    reader.feed(page)
    return reader.words


class OnlyOfFamilies(dict):
    """A catalogue that puts brackets in place of each message of the families' sources, and has no other."""

    def __init__(self, source: Catalog) -> None:
        super().__init__({key: self._bracketed(key) for message in source for key in self._ids(message.id)})

    @staticmethod
    def _ids(words: str | tuple[str, ...]) -> tuple[str, ...]:
        return (words,) if isinstance(words, str) else words

    @staticmethod
    def _bracketed(words: str) -> str:
        return "⟦" + "".join(re.findall(r"%\(\w+\)\w", words)) + "⟧"

    def plural(self, words: str, number: int) -> str:
        return self[words]


@pytest.fixture(scope="module")
def source(tmp_path_factory) -> Catalog:
    return extracted(tmp_path_factory.mktemp("families"), FAMILY_SOURCES)


@pytest.fixture
def only_of_families(source, monkeypatch) -> None:
    """Tigrinya, whose days and months are written without a Latin letter, has these messages alone."""
    trans_real.translation("ti")
    monkeypatch.setattr(trans_real._translations["ti"], "_catalog", OnlyOfFamilies(source))


@pytest.fixture
def world(samklang: Samklang) -> Samklang:
    """A school that has written everything in Tigrinya's letters."""
    listed(samklang.group, venue="፩", weekday=2, price=50000, lends_equipment=True)
    listed(samklang.other_group, weekday=4, price=0, grade_from=1, grade_to=2, grade_country="DK")
    told(samklang.group, "ti", name="ሙዚቃ", art_form="ሙዚቃ", about="ሙዚቃ")
    for row in (samklang.roskilde, samklang.roskilde.municipality):
        row.name = "ሮስኪልደ"
        row.save()
    return samklang


def strange(words: list[str]) -> list[str]:
    """What is not a bracket: words that no translator of the families' sources would have seen."""
    return [text for text in words if NO_WORDS.sub("", text)]


@pytest.mark.parametrize("name", PAGES)
def test_every_word_of_a_page_comes_from_the_families_sources(name, world, only_of_families):
    page = Client(headers={"accept-language": "ti"}).get(PAGES[name](world)).content.decode()
    words = read(page)
    assert any("⟦" in text for text in words)
    assert not strange(words)


def test_a_word_from_elsewhere_is_found(samklang, only_of_families):
    """The guard seen to fail: a page of staff's, as a family would read it."""
    page = Client(headers={"accept-language": "en"}).get("/account/sign-in/").content.decode()
    assert "Sign in" in strange(read(page))
    assert not strange(["⟦5⟧ · Samklang"])


@pytest.mark.parametrize("language", languages.family_codes())
def test_every_page_is_in_its_language_and_none_of_it_in_the_source(language, world, source):
    for address in PAGES.values():
        page = Client(headers={"accept-language": language}).get(address(world)).content.decode()
        assert f'<html lang="{language}" dir="{"rtl" if language in RIGHT_TO_LEFT else "ltr"}"' in page
        assert not of_the_source(source, language) & set(read(page))


def of_the_source(source: Catalog, language: str) -> set[str]:
    """The messages that read otherwise in `language`."""
    if language == "en":
        return set()
    own, messages = translated(language), [message for message in source if isinstance(message.id, str)]
    known = {message.id: own.get(message.id) for message in messages if message.id}
    return {words for words, message in known.items() if not message or message.string != words}


def addresses(patterns: list, before: str = "/") -> Iterator[tuple[str, str]]:
    """Each address with the module of its view."""
    for entry in patterns:
        here = before + str(entry.pattern)
        if isinstance(entry, URLPattern):
            yield here, entry.callback.__module__
        else:
            yield from addresses(entry.url_patterns, here)


def misplaced(found: Iterator[tuple[str, str]]) -> list[str]:
    """Families' pages outside of FAMILY_PATHS, where they would be in staff's languages; and the reverse."""
    return [
        address
        for address, module in found
        if (".views.families" in module) != address.startswith(settings.FAMILY_PATHS)
    ]


def test_families_pages_and_no_others_lie_below_the_paths_with_all_languages():
    found = list(addresses(get_resolver().url_patterns))
    assert ("/catalogue/", "participants.views.families.catalogue") in found
    assert not misplaced(iter(found))


def test_a_misplaced_page_is_found():
    """The guard seen to fail."""
    found = [
        ("/apply/1/", "participants.views.families.apply"),
        ("/sent/", "participants.views.families.apply"),
    ]
    assert misplaced(iter([*found, ("/apply/x/", "participants.views.groups")])) == ["/sent/", "/apply/x/"]

"""A decision letter in two languages, read back from its file as its readers do."""

from collections.abc import Iterator
from io import BytesIO

import page
import pikepdf
import pytest
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext
from pypdf import PdfReader

from participants.models import Letter
from portal.web.translations import reading
from tests.db.letters import GROUNDS, content, family, languages_of, letter_of, made, read, refused
from tests.db.people import build
from tests.documents.reading import elements, opened, saved

pytestmark = pytest.mark.django_db
ARABIC_NAME = "أمينة"
VALID = "This text, in %(language)s, is the valid one. A translation stands on the next page."
BESIDE = "This is a translation. The valid text is the one in %(language)s, on the page before."


@pytest.fixture(scope="module")
def arabic(django_db_setup, django_db_blocker) -> Iterator[Letter]:
    """A letter in Danish and Arabic, made once for the tests that only read it."""
    with django_db_blocker.unblock(), transaction.atomic():
        samklang = build()
        samklang.group.weekday = 2
        samklang.group.save()
        move = refused(samklang.bodil, family(samklang.group, ARABIC_NAME, language="ar"))
        yield made(letter_of(move))
        transaction.set_rollback(True)


@pytest.fixture
def pdf(arabic) -> pikepdf.Pdf:
    return opened(content(arabic))


def test_it_names_school_child_decision_grounds_decider_and_date(arabic):
    text = read(arabic)
    assert "Kulturskolen Roskilde" in text
    assert "Prøvedal" in text
    assert "Musik for alle" in text
    assert GROUNDS in text
    assert "Bodil Koglehøj" in text
    assert f"{timezone.localdate().year}" in text


def test_the_valid_text_comes_first_and_each_says_which_it_is(arabic):
    text = read(arabic)
    with reading("da"):
        assert gettext(VALID) % {"language": "Dansk"} in text
    with reading("ar", school="da"):
        beside = gettext(BESIDE).partition(".")[0]
    assert text.index(beside) > text.index("Bodil Koglehøj")
    assert len(opened(content(arabic)).pages) == 2


def test_arabic_letters_read_back_as_they_were_written(arabic):
    """Set from the right and joined, lam and alef in one glyph, the weekday still is this word."""
    assert read(arabic).count(ARABIC_NAME) == 2
    second = PdfReader(BytesIO(content(arabic))).pages[1].extract_text()
    assert ARABIC_NAME in second
    assert "الثلاثاء" in second


def test_it_keeps_to_pdf_ua_1(arabic):
    result = page.validate_pdf_bytes(content(arabic), profile="ua1")
    assert result.is_compliant, [(failure.rule_id, failure.message) for failure in result.failures]


def test_each_part_says_its_language_to_whoever_listens(pdf):
    assert str(pdf.Root.Lang) == "da"
    assert languages_of(pdf) == [("/Sect", "da"), ("/Sect", "ar"), ("/BlockQuote", "da")]


def test_every_word_stands_under_the_tag_of_its_language(pdf):
    """No part of the translation hangs outside its section, where it would be read aloud as Danish."""
    (document,) = pdf.Root.StructTreeRoot.K
    assert [str(item.S) for item in document.K] == ["/Sect", "/Sect"]


def test_the_languages_are_gone_where_the_pass_is_left_out(pdf):
    """The checks above, seen to fail."""
    spoilt = opened(saved(pdf))
    for item in elements(spoilt):
        if "/Lang" in item:
            del item.Lang
    assert languages_of(spoilt) == []


def test_its_fonts_travel_with_it_the_arabic_among_them(pdf):
    fonts = {
        str(item.FontName)
        for item in pdf.objects
        if isinstance(item, pikepdf.Dictionary) and item.get("/Type") == "/FontDescriptor"
    }
    embedded = [
        item
        for item in pdf.objects
        if isinstance(item, pikepdf.Dictionary)
        and {"/FontFile", "/FontFile2", "/FontFile3"} & set(item.keys())
    ]
    assert any("Arabic" in name for name in fonts), fonts
    assert len(embedded) == len(fonts)

"""In which language a family reads: chosen by its own name, remembered, and never with a blank."""

import re

import pytest
from django.test import Client
from django.utils.translation import get_language, get_language_bidi, gettext, ngettext, override, trans_real

from participants.models import SchoolSettings
from portal.web import languages
from portal.web.translations import fall_back_to, reading
from programmes.rules.public_texts import Words, common_names
from tests.db.catalogues import listed, norwegian, told

CHOOSE = "/account/language/"
RIGHT_TO_LEFT = {"ar", "prs", "ps"}
pytestmark = pytest.mark.django_db


def opened(client: Client, address: str = "/catalogue/", asked: str = "") -> tuple[str, str]:
    page = client.get(address, headers={"accept-language": asked}).content.decode()
    return re.search(r'<html lang="([\w-]+)" dir="(\w+)"', page).groups()


def test_there_are_fourteen_and_the_school_is_told_which_a_native_speaker_has_read():
    found = languages.choices_for_families()
    assert len({language.code for language in found}) == 14
    assert {language.code for language in found if language.read_by_native_speaker} == {"nb", "da", "en"}
    assert {language.code for language in found if language.right_to_left} == RIGHT_TO_LEFT


@pytest.mark.parametrize("language", languages.family_codes())
def test_each_language_has_its_direction(language):
    assert opened(Client(), asked=language) == (language, "rtl" if language in RIGHT_TO_LEFT else "ltr")
    with override(language):
        assert get_language_bidi() == (language in RIGHT_TO_LEFT)


@pytest.mark.parametrize(
    ("asked", "given"),
    [
        ("nn-NO,nb;q=0.8", "nn"),
        ("no", "nb"),
        ("fa-AF", "prs"),
        ("kmr", "ku"),
        ("uk-UA,ru;q=0.5", "uk"),
        ("fi", "en"),
    ],
)
def test_the_first_visit_follows_the_browser(asked, given):
    assert opened(Client(), asked=asked)[0] == given


def test_the_language_chosen_is_remembered_on_every_page_of_families(samklang):
    group, client = listed(samklang.group), Client()
    response = client.post(CHOOSE, {"language": "uk", "next": "/catalogue/?free=on"})
    assert response.url == "/catalogue/?free=on"
    assert opened(client, asked="nb")[0] == opened(client, f"/catalogue/{group.pk}/", "nb")[0] == "uk"
    assert opened(client, "/catalogue/0/", "nb")[0] == "uk"


def test_staff_keep_their_language_when_they_show_a_family_its_own(samklang, browser_of):
    browser = browser_of(samklang.bodil)
    assert opened(browser)[0] == "da"
    browser.post(CHOOSE, {"language": "ti"})
    samklang.bodil.refresh_from_db()
    assert samklang.bodil.chosen_language == ""
    assert opened(browser)[0] == "ti"
    assert browser.get("/groups/").headers["Content-Language"] == "da"


def test_a_stranger_who_chose_a_familys_language_signs_in_in_one_of_staffs():
    client = Client()
    client.post(CHOOSE, {"language": "so"})
    assert opened(client, "/account/sign-in/", "da")[0] == "da"


def test_all_are_offered_until_one_is_chosen_and_each_says_its_language():
    client = Client()
    first = client.get("/catalogue/").content.decode()
    assert '<details class="chooser" open>' in first
    for language in languages.choices_for_families():
        direction = "rtl" if language.right_to_left else "ltr"
        assert f'value="{language.code}" lang="{language.code}" dir="{direction}"' in first
        assert language.own_name in first
    client.post(CHOOSE, {"language": "pl"})
    assert '<details class="chooser">' in client.get("/catalogue/").content.decode()


def test_a_school_narrows_the_choice_and_keeps_what_is_read_now(samklang):
    group = listed(samklang.group)
    SchoolSettings.objects.create(school=samklang.roskilde, languages=["da", "uk"])
    page = Client(headers={"accept-language": "ar"}).get(f"/catalogue/{group.pk}/").content.decode()
    assert re.findall(r'name="language" value="(\w+)"', page) == ["da", "uk", "ar"]


@pytest.fixture
def gaps(monkeypatch) -> None:
    """Somali without a word of its own; Bokmål and Danish know "Show"."""
    trans_real.translation("so")
    monkeypatch.setattr(trans_real._translations["so"], "_catalog", trans_real.TranslationCatalog())


def test_a_missing_text_is_read_in_the_schools_language(gaps):
    with reading("so", school="nb"):
        assert gettext("Show") == "Vis"
        assert ngettext("%(number)s child", "%(number)s children", 2) == "%(number)s barn"
        fall_back_to("da")
        assert ngettext("%(number)s child", "%(number)s children", 2) == "%(number)s børn"
        assert gettext("of this no language knows") == "of this no language knows"
        assert get_language() == "so"


def test_the_schools_language_is_forgotten_after_the_family(gaps):
    with reading("so", school="da"):
        pass
    with reading("so"):
        assert ngettext("%(number)s child", "%(number)s children", 2) == "%(number)s barn"


def test_another_language_read_in_between_changes_nothing(gaps):
    with reading("so", school="da"):
        with override("en"):
            assert gettext("Show") == "Show"
        assert gettext("Show") == "Vis"


def test_a_page_fills_its_gaps_in_the_language_of_its_school(samklang, gaps):
    danish, away = listed(samklang.group), norwegian(samklang)
    client = Client(headers={"accept-language": "so"})
    for group, language in ((danish, "da"), (away, "nb")):
        with override(language):
            words = gettext("All activities")
        assert words in client.get(f"/catalogue/{group.pk}/").content.decode()


def test_what_a_school_has_not_written_is_shown_in_its_own_words_and_marked_with_their_language(samklang):
    group = listed(samklang.group)
    told(group, "da", name="Spil", art_form="Musik", about="Vi spiller.")
    told(group, "ar", name="عزف", art_form="", about="")
    page = Client(headers={"accept-language": "ar"}).get(f"/catalogue/{group.pk}/").content.decode()
    assert "<bdi>عزف</bdi>" in page
    assert '<bdi lang="da">Musik</bdi>' in page
    assert '<bdi lang="da">Vi spiller.</bdi>' in page


def test_a_programme_without_words_bears_its_public_name(samklang):
    group = norwegian(samklang)
    page = Client(headers={"accept-language": "pl"}).get(f"/catalogue/{group.pk}/").content.decode()
    assert '<bdi lang="nb">Spill sammen</bdi>' in page
    assert '<bdi lang="nb">musikk</bdi>' in page


def test_one_school_lends_another_its_word_for_the_same_art():
    offers = [(Words("Dans", "da"), Words("رقص", "ar")), (Words("dans", "nb"), Words("dans", "nb"))]
    assert common_names(offers, "ar") == ["رقص", "رقص"]
    assert common_names(offers[1:], "ar") == ["dans"]

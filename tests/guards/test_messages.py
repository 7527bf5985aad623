"""Bokmål and Danish are complete, the families' languages in what families read: no message of the source is
missing, empty, uncertain or malformed, or has other placeholders."""

import pytest
from babel.messages.catalog import Catalog

from portal.web import languages
from tests.guards.messages import FAMILY_SOURCES, LANGUAGES, extracted, lacking, translated

SOURCE_LANGUAGE = "en"


@pytest.fixture(scope="module")
def source(tmp_path_factory) -> Catalog:
    return extracted(tmp_path_factory.mktemp("source"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_message_is_translated(source, language):
    assert len(source) > 200
    faults = lacking(source, translated(language))
    assert not faults, "\n".join(faults)


@pytest.fixture(scope="module")
def of_families(tmp_path_factory) -> Catalog:
    return extracted(tmp_path_factory.mktemp("families"), FAMILY_SOURCES)


@pytest.mark.parametrize("language", [code for code in languages.family_codes() if code != SOURCE_LANGUAGE])
def test_every_message_for_families_is_translated(of_families, language):
    assert of_families.get("Find an activity")
    faults = lacking(of_families, translated(language))
    assert not faults, f"{len(faults)} in {language}:\n" + "\n".join(faults)


def test_messages_of_modules_templates_and_plurals_are_extracted(source):
    assert source.get("Take attendance")
    assert source.get(
        "The group is full: %(taken)d of %(capacity)d. Put on the waiting list, or raise the places."
    )
    assert isinstance(source.get(("%(number)s child", "%(number)s children")).id, tuple)


def test_a_missing_empty_fuzzy_or_malformed_message_is_found():
    """The guard seen to fail."""
    source = Catalog()
    for words in ("Save", "Undo", "Leave", "Stay", "Hello %(name)s"):
        source.add(words)
    source.add(("%(number)d child", "%(number)d children"), flags=["python-format"])
    danish = Catalog(locale="da")
    danish.add("Save", "")
    danish.add("Undo", "Fortryd", flags=["fuzzy"])
    danish.add("Stay", "Bliv")
    danish.add("Hello %(name)s", "Hej")
    danish.add(
        ("%(number)d child", "%(number)d children"),
        ("%(number)d barn", "%(count)d børn"),
        flags=["python-format"],
    )
    faults = lacking(source, danish)
    assert [fault.partition(":")[0].partition(" (")[0] for fault in faults] == [
        "empty",
        "fuzzy",
        "missing",
        "other placeholders",
        "wrong",
        "other placeholders",
    ]

"""Bokmål and Danish are complete: no message of the source is missing, empty, uncertain or malformed."""

import pytest
from babel.messages.catalog import Catalog

from tests.guards.messages import LANGUAGES, extracted, lacking, translated


@pytest.fixture(scope="module")
def source(tmp_path_factory) -> Catalog:
    return extracted(tmp_path_factory.mktemp("source"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_message_is_translated(source, language):
    assert len(source) > 200
    faults = lacking(source, translated(language))
    assert not faults, "\n".join(faults)


def test_messages_of_modules_templates_and_plurals_are_extracted(source):
    assert source.get("Take attendance")
    assert source.get(
        "The group is full: %(taken)d of %(capacity)d. Put on the waiting list, or raise the places."
    )
    assert isinstance(source.get(("%(number)s child", "%(number)s children")).id, tuple)


def test_a_missing_empty_fuzzy_or_malformed_message_is_found():
    """The guard seen to fail."""
    source = Catalog()
    for words in ("Save", "Undo", "Leave", "Stay"):
        source.add(words)
    source.add(("%(number)d child", "%(number)d children"), flags=["python-format"])
    danish = Catalog(locale="da")
    danish.add("Save", "")
    danish.add("Undo", "Fortryd", flags=["fuzzy"])
    danish.add("Stay", "Bliv")
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
        "wrong",
    ]

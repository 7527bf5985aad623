"""What a language lacks goes out to a file and comes back: tests/translate.py."""

from pathlib import Path

import pytest

from tests import translate
from tests.guards import messages
from tests.guards.messages import FAMILY_SOURCES, extracted, lacking, read

HEADER = 'msgid ""\nmsgstr ""\n"Language: uk\\n"\n"Plural-Forms: nplurals=3; plural=(n==1 ? 0 : 1);\\n"\n'
OWN = (
    '\nmsgid "Apply for a place"\nmsgstr "Подати заяву"\n'
    '\nmsgid "Of this the source knows nothing"\nmsgstr "Ні"\n'
)
FUZZY = '\n#, fuzzy\nmsgid "All activities"\nmsgstr "Усе"\n'


@pytest.fixture
def ukrainian(tmp_path, monkeypatch) -> Path:
    path = tmp_path / "django.po"
    path.write_text(HEADER + OWN + FUZZY)
    for module in (messages, translate):
        monkeypatch.setattr(module, "path_of", lambda language: path)
    return path


def test_what_is_missing_goes_out_and_nothing_else(ukrainian):
    asked = {message.id for message in translate.missing("uk") if message.id}
    assert "All activities" in asked
    assert "Find an activity" in asked
    assert "Apply for a place" not in asked
    assert "Of this the source knows nothing" not in asked


def test_what_comes_back_makes_the_language_complete_and_keeps_what_was_there(ukrainian, tmp_path):
    answer = translate.missing("uk")
    for message in answer:
        message.string = (message.id[1],) * 3 if isinstance(message.id, tuple) else message.id
    file = tmp_path / "answer.po"
    file.write_bytes(translate.text_of(answer, "uk"))
    ukrainian.write_bytes(translate.text_of(translate.merge("uk", file), "uk"))
    merged = read(ukrainian, "uk")
    assert not lacking(extracted(tmp_path / "source", FAMILY_SOURCES), merged)
    assert merged.get("Apply for a place").string == "Подати заяву"
    assert merged.get("Of this the source knows nothing") is None
    assert ukrainian.read_text().startswith(HEADER)


def test_half_an_answer_is_taken_in_and_the_rest_is_asked_for_again(ukrainian, tmp_path):
    file = tmp_path / "answer.po"
    file.write_text(HEADER + '\nmsgid "All activities"\nmsgstr "Усі заняття"\n\nmsgid "Show"\nmsgstr ""\n')
    ukrainian.write_bytes(translate.text_of(translate.merge("uk", file), "uk"))
    asked = {message.id for message in translate.missing("uk") if message.id}
    assert "All activities" not in asked
    assert "Show" in asked

"""The messages of the source, extracted as makemessages does, and what a translation lacks of them."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po

from tests.guards.tree import CODE, ROOT

LANGUAGES = ("nb", "da")
FAMILY_SOURCES = (
    "templates/families",
    "participants/views/families",
    "participants/forms/families",
    "participants/words_for_families.py",
    # Of staff's too, and part of families' pages.
    "templates/components/error_summary.html",
    "templates/components/field_label.html",
    "templates/components/pagination.html",
)


def extracted(directory: Path, sources: Iterable[str] = (*CODE, "templates")) -> Catalog:
    """Every translatable message of `sources`, by a run of makemessages over a copy of them."""
    for source in sources:
        _copy(ROOT / source, directory / source)
    (directory / "locale").mkdir()
    environment = {name: value for name, value in os.environ.items() if name != "DJANGO_SETTINGS_MODULE"}
    subprocess.run(
        [sys.executable, "-m", "django", "makemessages", "--locale", "nb", "--extension", "html,txt,py"],
        cwd=directory,
        env=environment,
        check=True,
        capture_output=True,
    )
    return read(directory / "locale" / "nb" / "LC_MESSAGES" / "django.po")


def _copy(source: Path, target: Path) -> None:
    if source.is_dir():
        shutil.copytree(source, target, ignore=shutil.ignore_patterns("__pycache__"))
    else:
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(source, target)


def translated(language: str) -> Catalog:
    return read(path_of(language), language)


def path_of(language: str) -> Path:
    return ROOT / "locale" / language / "LC_MESSAGES" / "django.po"


def read(path: Path, language: str | None = None) -> Catalog:
    with path.open("rb") as file:
        return read_po(file, locale=language)


def lacking(source: Catalog, translation: Catalog) -> list[str]:
    """What `translation` lacks of the messages of `source`, one line each."""
    found = []
    for message in source:
        if message.id:
            own = translation.get(message.id, message.context)
            found += [f"{fault}: {message.id!r}" for fault in faults_of(message, own)]
    return found


def faults_of(message: Message, own: Message | None) -> list[str]:
    return _faults(own) + _other_placeholders(message, own)


def _faults(own: Message | None) -> list[str]:
    if own is None:
        return ["missing"]
    faults = [] if all(_forms(own.string)) else ["empty"]
    if own.fuzzy:
        faults.append("fuzzy")
    return faults + [f"wrong ({error})" for error in own.check()]


def _other_placeholders(message: Message, own: Message | None) -> list[str]:
    """A form of a plural may leave out the number ("one child"); nothing may stand in that is not given."""
    if own is None:
        return []
    given = set().union(*map(_placeholders, _forms(message.id)))
    used = [_placeholders(words) for words in _forms(own.string) if words]
    wrong = [names for names in used if not names <= given or (not message.pluralizable and names != given)]
    return ["other placeholders"] if wrong else []


def _forms(words: str | Sequence[str]) -> Sequence[str]:
    return [words] if isinstance(words, str) else words


def _placeholders(words: str) -> set[str]:
    return set(re.findall(r"%\(\w+\)\w|%\w", words))

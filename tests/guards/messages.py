"""The messages of the source, extracted as makemessages does, and what a translation lacks of them."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po

from tests.guards.tree import CODE, ROOT

LANGUAGES = ("nb", "da")


def extracted(directory: Path) -> Catalog:
    """Every translatable message of the project, by a run of makemessages over a copy of its source."""
    for folder in (*CODE, "templates"):
        shutil.copytree(ROOT / folder, directory / folder, ignore=shutil.ignore_patterns("__pycache__"))
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


def translated(language: str) -> Catalog:
    return read(ROOT / "locale" / language / "LC_MESSAGES" / "django.po", language)


def read(path: Path, language: str | None = None) -> Catalog:
    with path.open("rb") as file:
        return read_po(file, locale=language)


def lacking(source: Catalog, translation: Catalog) -> list[str]:
    """What `translation` lacks of the messages of `source`, one line each."""
    found = []
    for message in source:
        if message.id:
            own = translation.get(message.id, message.context)
            found += [f"{fault}: {message.id!r}" for fault in _faults(own)]
    return found


def _faults(own: Message | None) -> list[str]:
    if own is None:
        return ["missing"]
    words = own.string if isinstance(own.string, tuple | list) else [own.string]
    faults = [] if all(words) and words else ["empty"]
    if own.fuzzy:
        faults.append("fuzzy")
    return faults + [f"wrong ({error})" for error in own.check()]

"""The words that a language lacks, written to a file for whoever translates, and taken back from it.

python -m tests.translate missing uk > uk.po
python -m tests.translate merge uk uk.po
"""

import sys
import tempfile
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.pofile import write_po

from tests.guards.messages import FAMILY_SOURCES, LANGUAGES, extracted, faults_of, path_of, read, translated


def needed(language: str) -> Catalog:
    """Staff read Bokmål and Danish too; of the others families alone."""
    with tempfile.TemporaryDirectory() as folder:
        sources = () if language in LANGUAGES else (FAMILY_SOURCES,)
        return extracted(Path(folder), *sources)


def missing(language: str) -> Catalog:
    """The messages that are not there or not right, without a translation; the header is the language's."""
    own = translated(language)
    wanted = [message for message in needed(language) if message.id]
    lacked = [message for message in wanted if faults_of(message, own.get(message.id, message.context))]
    return _catalog(own, lacked, {})


def merge(language: str, file: Path) -> Catalog:
    """What the language has and what `file` brings, without what the source no longer says."""
    own, brought = translated(language), read(file, language)
    wanted = [message for message in needed(language) if message.id]
    words = {}
    for message in wanted:
        key = (message.id, message.context)
        found = [one for one in (brought.get(*key), own.get(*key)) if one and one.string and not one.fuzzy]
        if found and any(found[0].string):
            words[key] = found[0].string
    return _catalog(own, [message for message in wanted if (message.id, message.context) in words], words)


def _catalog(own: Catalog, messages: list, words: dict) -> Catalog:
    catalog = Catalog(locale=own.locale_identifier)
    for message in messages:
        key = (message.id, message.context)
        catalog.add(message.id, words.get(key), flags=message.flags - {"fuzzy"}, context=message.context)
    return catalog


def text_of(catalog: Catalog, language: str) -> bytes:
    """As a file, with the header that the language's file has now."""
    header = path_of(language).read_bytes().partition(b"\n\n")[0].rstrip(b"\n")
    file = BytesIO()
    write_po(file, catalog, width=0, no_location=True, sort_output=True, omit_header=True)
    return header + b"\n\n" + file.getvalue().strip(b"\n") + b"\n"


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["missing", language]:
            sys.stdout.buffer.write(text_of(missing(language), language))
        case ["merge", language, file]:
            path_of(language).write_bytes(text_of(merge(language, Path(file)), language))
        case _:
            sys.exit(__doc__)

"""Reading the copies of the real input; data/SOURCES.md names their sources."""

import csv
from functools import cache
from pathlib import Path

DATA = Path(__file__).parent / "data"
Row = dict[str, str]


def rows(name: str) -> list[Row]:
    return list(csv.DictReader((DATA / f"{name}.csv").read_text(encoding="utf-8").splitlines()))


def number(value: str) -> int | None:
    return int(value) if value else None


def parts(value: str) -> list[str]:
    """The parts of a field that holds several, put apart by semicolons."""
    return [part.strip() for part in value.split(";") if part.strip()]


def in_language(value: str, language: str) -> str:
    """`value` part by part in `language` ("nb" or "da"); a part without a translation is a name and stays."""
    words = _words(language)
    return "; ".join(words.get(part, part) for part in parts(value))


@cache
def _words(language: str) -> dict[str, str]:
    return {row["text"]: row[language] for row in rows("words") if row[language]}

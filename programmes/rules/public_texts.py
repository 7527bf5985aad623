"""What families read of a programme, in the first of their languages in which the school has written it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol


class Written(Protocol):
    language: str


@dataclass(frozen=True)
class Words:
    """Words and the language in which they are, which may be another than the page's."""

    text: str
    language: str


def written(texts: Iterable[Written], field: str, languages: Sequence[str], otherwise: str = "") -> Words:
    """`field` in the first of `languages` that has it; else `otherwise`, which is in the last of them."""
    by_language = {text.language: getattr(text, field) for text in texts}
    for language in languages:
        if words := by_language.get(language):
            return Words(words, language)
    return Words(otherwise, languages[-1])


def common_names(offers: Iterable[tuple[Words, Words]], language: str) -> list[str]:
    """For each offer what its art form is called in `language`; `offers` are its own and the found words.

    Where a school has not written it in that language, another that calls it the same lends its words.
    """
    pairs = list(offers)
    known = {own.text.casefold(): found.text for own, found in pairs if found.language == language}
    return [
        found.text if found.language == language else known.get(own.text.casefold(), found.text)
        for own, found in pairs
    ]

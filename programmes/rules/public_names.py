"""A public name tells no target group: it stands in mails, calendars and on the pages of families. Pure."""

from typing import Final

_STEMS: Final = (
    *("flyktning", "flygtning", "refugee", "asylsøk", "asylansøg", "innvandr", "indvandr", "immigrant"),
    *("funksjonshem", "utviklingshem", "udviklingshæm", "handicap", "handikap", "disab", "autis", "adhd"),
    *("spesialskole", "specialskole", "spesialklasse", "specialklasse", "special need", "barnevern"),
)


def telling_word(name: str) -> str:
    """The word of a name that would tell whom a programme is for; nothing where none does."""
    words = name.casefold()
    for stem in _STEMS:
        at = words.find(stem)
        if at >= 0:
            begins = max(words.rfind(" ", 0, at), words.rfind("-", 0, at)) + 1
            ends = next((end for end in range(at + len(stem), len(words)) if not words[end].isalnum()), None)
            return name[begins:ends]
    return ""

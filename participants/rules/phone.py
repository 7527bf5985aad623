"""A phone number as a network dials it."""

_PREFIX = {"NO": "+47", "DK": "+45"}
_SHORTEST, _LONGEST = 8, 15
_MARK = "\N{LEFT-TO-RIGHT MARK}"


def dialled(phone: str, country: str) -> str:
    """+4571000000 for "71 00 00 00" in Denmark; empty where it is no number that can be dialled."""
    written = "".join(character for character in phone if character.isascii() and character in "+0123456789")
    if written.startswith("00"):
        written = "+" + written[2:]
    if not written.startswith("+"):
        written = _PREFIX.get(country, "") + written
    digits = written[1:]
    return written if digits.isdigit() and _SHORTEST <= len(digits) <= _LONGEST else ""


def left_to_right(text: str) -> str:
    """A number or a time that keeps its order within words written from the right."""
    return f"{_MARK}{text}{_MARK}" if text else ""

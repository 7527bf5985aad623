"""Small things about text and numbers that no language changes."""

HIDDEN = ":"
# Danish and Norwegian end their alphabet with æ, ø, å, in this order.
_LAST_LETTERS = str.maketrans({"æ": "{1", "ø": "{2", "å": "{3"})


def alphabetical(text: str) -> str:
    return text.casefold().translate(_LAST_LETTERS)


def span(first: int | None, last: int | None) -> str | None:
    """3–5, or 3 where both are the same. Grade 0 exists: only None is unknown."""
    if first is None or last is None:
        return None
    return str(first) if first == last else f"{first}\N{EN DASH}{last}"


def count_hidden(value: object) -> int:
    """How many hidden figures a snapshot holds."""
    if value == HIDDEN:
        return 1
    if isinstance(value, dict):
        return sum(map(count_hidden, value.values()))
    return sum(map(count_hidden, value)) if isinstance(value, list) else 0

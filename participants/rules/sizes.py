"""Whether a group has as many people as it works with."""

from enum import StrEnum


class Size(StrEnum):
    FITS = ""
    UNDER = "under"
    OVER = "over"


def size_of(enrolled: int, *, least: int | None, most: int) -> Size:
    """`least` and `most` are the format's, `most` the places where the format says nothing."""
    if enrolled > most:
        return Size.OVER
    return Size.UNDER if least is not None and enrolled < least else Size.FITS

"""What a document may use: a fixed set of files, handed over together with its HTML."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

STYLE_SHEET = "document.css"


@dataclass(frozen=True)
class Asset:
    """A file that the HTML names as `asset:<name>`."""

    data: bytes
    mime: str

    @classmethod
    def svg(cls, data: bytes) -> Asset:
        return cls(data, "image/svg+xml")


@cache
def style_sheet() -> Asset:
    """The style sheet of all documents, named `asset:document.css`."""
    return Asset(Path(__file__).with_name(STYLE_SHEET).read_bytes(), "text/css")

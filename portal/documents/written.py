"""A document in words, with its own style sheet, before it is a PDF."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from portal.documents.assets import STYLE_SHEET, Asset, style_sheet
from portal.documents.checking import check
from portal.documents.limits import limits
from portal.documents.process import render_pdf


@dataclass(frozen=True)
class Written:
    """`style` stands beside the style sheet of all documents, and is named by its file's name."""

    title: str
    html: str
    style: Path

    def as_pdf(self, *, on_wait: Callable[[], None] | None = None) -> bytes:
        """Looked through as all documents are. Raises DocumentError."""
        assets = {STYLE_SHEET: style_sheet(), self.style.name: _read(self.style)}
        content = render_pdf(self.html, assets, limits=limits(), on_wait=on_wait)
        check(content, title=self.title)
        return content


@cache
def _read(style: Path) -> Asset:
    return Asset(style.read_bytes(), "text/css")

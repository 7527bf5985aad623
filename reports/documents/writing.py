from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.template.loader import render_to_string

from portal.documents.assets import Asset, style_sheet
from reports.definitions.base import Definition, Snapshot

STYLE = Path(__file__).with_name("report.css")


@dataclass(frozen=True)
class Written:
    """What the document process turns into a PDF."""

    html: str
    assets: Mapping[str, Asset]


def write(definition: Definition, snapshot: Snapshot, charts: Mapping[str, bytes]) -> Written:
    """In the active language, which must be the report's own."""
    context = {
        "report": snapshot,
        "document": snapshot["document"],
        "cover": definition.cover(snapshot),
        "words": definition.words(snapshot),
        "numbers": definition.key_numbers(snapshot),
        "metrics": definition.metrics,
        "charts": list(charts),
    }
    assets = {
        "document.css": style_sheet(),
        "report.css": _own_style(),
        **{name: Asset.svg(drawing) for name, drawing in charts.items()},
    }
    return Written(render_to_string(definition.template, context), assets)


@cache
def _own_style() -> Asset:
    return Asset(STYLE.read_bytes(), "text/css")

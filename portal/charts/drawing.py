"""From an Altair chart to clean SVG: text as text, nothing that refers outward, the same bytes each time."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any
from xml.etree import ElementTree

import altair
import vl_convert

from portal.charts.look import FONT, TEXT, WIDTH, Colours

SVG = "http://www.w3.org/2000/svg"
# Roles and names inside the picture are Vega's own; readers get the description beside the picture.
DROPPED = re.compile(r"class|role|aria-.*")


def rows_of(rows: Sequence[Mapping[str, Any]]) -> altair.Data:
    return altair.Data(values=[dict(row) for row in rows])


def draw(layers: Sequence[altair.Chart], colours: Colours, *, height: float, width: float = WIDTH) -> bytes:
    chart = altair.layer(*layers).properties(width=width, height=height, padding=2, background="transparent")
    configured = chart.configure(
        font=FONT,
        view=altair.ViewConfig(stroke=None),
        text=altair.MarkConfig(fontSize=TEXT, color=colours.ink),
        legend=altair.LegendConfig(
            labelColor=colours.ink,
            labelFontSize=TEXT,
            labelLimit=WIDTH,
            orient="top",
            offset=24,
            symbolSize=150,
            symbolStrokeWidth=1.2,
            title=None,
        ),
    )
    return _clean(vl_convert.vegalite_to_svg(configured.to_dict(), allowed_base_urls=[]))


def _clean(svg: str) -> bytes:
    """Names without prefixes: which prefix ElementTree writes depends on what else the process imported."""
    root = ElementTree.fromstring(svg)  # noqa: S314 (drawn here, not by others)
    for element in root.iter():
        element.tag = element.tag.removeprefix(f"{{{SVG}}}")
        for name in [name for name in element.attrib if DROPPED.fullmatch(name)]:
            del element.attrib[name]
    root.set("xmlns", SVG)
    return ElementTree.tostring(root)

"""What a whole is made of."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

import altair

from portal.charts.drawing import draw, rows_of
from portal.charts.look import CHARACTER, ON_PAPER, TEXT, WIDTH, Colours

BAR = 40
LINE = TEXT + 5
NARROWEST = 110
SHARE_FITS = 44
SWATCH = 11


@dataclass(frozen=True)
class Part:
    """A part of the whole: its name, size, and size and share in the reader's own notation."""

    label: str
    amount: Decimal | int
    amount_text: str
    share_text: str


@dataclass(frozen=True)
class Column:
    """Where the words of a part stand, in pixels."""

    start: float
    width: float


def shares(parts: Sequence[Part], *, colours: Colours = ON_PAPER) -> bytes:
    """One bar without axes; in each part its share where there is room, under it its amount and name.

    Words that had to move away from under their part carry its tone as a square.
    """
    total = float(sum(part.amount for part in parts)) or 1.0
    widths = [float(part.amount) / total * WIDTH for part in parts]
    columns = _columns(widths)
    lines = [_lines(part, column) for part, column in zip(parts, columns, strict=True)]
    rows = []
    for place, (part, width, column) in enumerate(zip(parts, widths, columns, strict=True)):
        start = sum(widths[:place])
        tone = place % len(colours.tones)
        moved = abs(column.start - start) > 1
        rows.append(
            {
                "start": start,
                "end": start + width,
                "swatch": column.start + SWATCH / 2 if moved else None,
                "words": column.start + (SWATCH + 6 if moved else 0),
                "fill": colours.tones[tone],
                "on_fill": colours.on_tones[tone],
                "share": part.share_text if width >= SHARE_FITS else "",
                "lines": lines[place],
            }
        )
    chart = altair.Chart(rows_of(rows))

    def at(field: str) -> altair.X:
        return altair.X(f"{field}:Q", axis=None, scale=altair.Scale(domain=[0, WIDTH], nice=False))

    fill = altair.Color("fill:N", scale=None)
    layers = [
        chart.mark_bar(stroke=colours.hue, strokeWidth=1.2).encode(
            x=at("start"), x2="end:Q", y=altair.value(0), y2=altair.value(BAR), color=fill
        ),
        chart.mark_text(align="left", dx=9, fontWeight="bold").encode(
            x=at("start"),
            y=altair.value(BAR / 2),
            text="share:N",
            color=altair.Color("on_fill:N", scale=None),
        ),
        chart.mark_text(align="left", baseline="top", lineHeight=LINE).encode(
            x=at("words"), y=altair.value(BAR + 10), text="lines:N"
        ),
        chart.transform_filter("isValid(datum.swatch)")
        .mark_square(size=SWATCH**2, opacity=1, stroke=colours.hue, strokeWidth=1.2)
        .encode(
            x=at("swatch"), y=altair.value(BAR + 10 + TEXT * 0.6), fill=altair.Fill("fill:N", scale=None)
        ),
    ]
    return draw(layers, colours, height=BAR + 10 + LINE * max(map(len, lines), default=0))


def _columns(widths: Sequence[float]) -> list[Column]:
    """Each part's words begin under it, moved right for a narrow neighbour and left at the right edge."""
    starts, free = [], 0.0
    for place, width in enumerate(widths):
        starts.append(max(sum(widths[:place]), free))
        free = starts[-1] + max(width, NARROWEST)
    limit = float(WIDTH)
    for place in reversed(range(len(starts))):
        starts[place] = max(0.0, min(starts[place], limit - NARROWEST))
        limit = starts[place]
    ends = [*starts[1:], float(WIDTH)]
    return [Column(start, end - start) for start, end in zip(starts, ends, strict=False)]


def _lines(part: Part, column: Column) -> list[str]:
    characters = max(8, int((column.width - SWATCH - 14) / CHARACTER))
    return [part.amount_text, *textwrap.wrap(part.label, characters)]

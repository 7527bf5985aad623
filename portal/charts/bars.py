"""Counts by category."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import altair

from portal.charts.drawing import draw, rows_of
from portal.charts.look import ON_PAPER, WIDTH, Colours

ROW = 30
BAR = 16
LABELS = 236
NUMBERS = 80
HIDDEN = ":"


@dataclass(frozen=True)
class Row:
    """A category and its count; None is a count that disclosure control hides."""

    label: str
    count: int | None


def bars(
    rows: Sequence[Row],
    *,
    number: Callable[[int], str] = str,
    colours: Colours = ON_PAPER,
) -> bytes:
    """One bar a row with its number behind it; a hidden count has no bar and stands as `:`."""
    data = [
        {
            "place": place,
            "label": row.label,
            "count": row.count or 0,
            "text": HIDDEN if row.count is None else number(row.count),
        }
        for place, row in enumerate(rows)
    ]
    highest = max((row.count or 0 for row in rows), default=0) or 1
    y = altair.Y("place:O", axis=None, scale=altair.Scale(domain=list(range(len(rows)))))
    x = altair.X(
        "count:Q",
        axis=None,
        scale=altair.Scale(domain=[0, highest], nice=False, range=[LABELS + 12, WIDTH - NUMBERS]),
    )
    chart = altair.Chart(rows_of(data)).encode(y=y)
    layers = [
        chart.mark_bar(color=colours.hue, height=BAR).encode(x=x),
        chart.mark_text(align="left", limit=LABELS).encode(x=altair.value(0), text="label:N"),
        chart.mark_text(align="left", dx=7).encode(x=x, text="text:N"),
    ]
    return draw(layers, colours, height=ROW * max(len(rows), 1))

"""A share week by week, as one line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import altair

from portal.charts.drawing import draw, rows_of
from portal.charts.look import CHARACTER, ON_PAPER, WIDTH, Colours

HEIGHT = 120
APART = 2
BREAKS_OFF: Literal["break-paths-show-path-domains"] = "break-paths-show-path-domains"


@dataclass(frozen=True)
class WeekShare:
    """`share` lies between 0 and 1; None is a week without one, at which the line breaks off."""

    label: str
    share: float | None
    text: str


def weekly_share(weeks: Sequence[WeekShare], *, width: int = WIDTH, colours: Colours = ON_PAPER) -> bytes:
    """A line without axes over a rule at nothing; numbers and weeks stand where there is room for them."""
    every = _every(weeks, width)
    data = [
        {
            "place": place,
            "share": week.share,
            "text": week.text if week.share is not None and place % every == 0 else "",
            "label": week.label if place % every == 0 else "",
        }
        for place, week in enumerate(weeks)
    ]
    x = altair.X("place:Q", axis=None, scale=altair.Scale(domain=_domain(len(weeks)), nice=False))
    y = altair.Y("share:Q", axis=None, scale=altair.Scale(domain=[0, 1], nice=False))
    chart = altair.Chart(rows_of(data)).encode(x=x)
    layers = [
        altair.Chart(rows_of([{"share": 0}])).mark_rule(color=colours.quiet, strokeWidth=1).encode(y=y),
        chart.mark_line(color=colours.hue, strokeWidth=2.5, invalid=BREAKS_OFF).encode(y=y),
        chart.mark_point(color=colours.hue, filled=True, opacity=1, size=36).encode(y=y),
        chart.mark_text(baseline="bottom", dy=-8).encode(y=y, text="text:N"),
        chart.mark_text(baseline="top", dy=8, color=colours.quiet).encode(y=altair.datum(0), text="label:N"),
    ]
    return draw(layers, colours, height=HEIGHT, width=width)


def _every(weeks: Sequence[WeekShare], width: int) -> int:
    """Each so manieth week is labelled, so that no two labels touch."""
    widest = max((len(word) for week in weeks for word in (week.text, week.label)), default=1)
    fitting = max(1, int(width / (CHARACTER * (widest + APART))))
    return -(-len(weeks) // fitting) or 1


def _domain(number: int) -> list[float]:
    return [-0.5, max(number, 1) - 0.5]

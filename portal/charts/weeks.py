"""Sessions week by week."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import altair

from portal.charts.drawing import draw, rows_of
from portal.charts.look import ON_PAPER, TEXT, Colours

HEIGHT = 140
NUMBER_FITS = TEXT + 6


@dataclass(frozen=True)
class WeekCount:
    """Sessions held and cancelled in one week; `label` is what stands under its bar."""

    label: str
    held: int
    cancelled: int

    @property
    def total(self) -> int:
        return self.held + self.cancelled


@dataclass(frozen=True)
class WeekLabels:
    """Words of the key, in the reader's language."""

    held: str
    cancelled: str


def weekly_sessions(
    weeks: Sequence[WeekCount],
    labels: WeekLabels,
    *,
    number: Callable[[int], str] = str,
    colours: Colours = ON_PAPER,
) -> bytes:
    """Full bars for sessions held, light outlined ones on top for those cancelled, each with its number."""
    highest = max((week.total for week in weeks), default=0) or 1
    counts = [
        {"place": place, "kind": kind, "order": order, "count": count}
        for place, week in enumerate(weeks)
        for order, (kind, count) in enumerate([(labels.held, week.held), (labels.cancelled, week.cancelled)])
        if count
    ]
    texts = [_texts(place, week, HEIGHT / highest, number) for place, week in enumerate(weeks)]
    x = altair.X(
        "place:O",
        axis=None,
        scale=altair.Scale(domain=list(range(len(weeks))), paddingInner=0.36, paddingOuter=0.1),
    )
    bars = (
        altair.Chart(rows_of(counts))
        .mark_bar(stroke=colours.hue, strokeWidth=1.2)
        .encode(
            x=x,
            y=altair.Y(
                "count:Q", axis=None, stack="zero", scale=altair.Scale(domain=[0, highest], nice=False)
            ),
            order="order:O",
            color=altair.Color(
                "kind:N",
                scale=altair.Scale(domain=[labels.held, labels.cancelled], range=list(colours.tones[:2])),
            ),
        )
    )
    text = altair.Chart(rows_of(texts)).encode(x=x)
    layers = [
        bars,
        text.mark_text(baseline="top", dy=4, color=colours.on_tones[0]).encode(y="held:Q", text="inside:N"),
        text.mark_text(baseline="bottom", dy=-4).encode(y="total:Q", text="above:N"),
        text.mark_text(baseline="top", dy=7, color=colours.quiet).encode(y=altair.datum(0), text="label:N"),
    ]
    return draw(layers, colours, height=HEIGHT)


def _texts(place: int, week: WeekCount, unit: float, number: Callable[[int], str]) -> dict[str, object]:
    """The number held stands in its bar where that is high enough, else above it; `unit` is one in pixels."""
    held, cancelled = number(week.held), number(week.cancelled) if week.cancelled else ""
    inside = week.held * unit >= NUMBER_FITS
    return {
        "place": place,
        "label": week.label,
        "held": week.held,
        "total": week.total,
        "inside": held if inside else "",
        "above": cancelled if inside else " + ".join(filter(None, [held, cancelled])),
    }

"""Charts as SVG pictures: pure functions, data in, bytes out; the same for page and PDF.

Their text is text, so a label of others shows as what it is. The caller formats numbers and writes the
description beside the picture; `colours` is ON_PAPER, or ON_DARK on a dark page.
"""

from portal.charts.bars import Row, bars
from portal.charts.line import WeekShare, weekly_share
from portal.charts.look import ON_DARK, ON_PAPER, Colours
from portal.charts.shares import Part, shares
from portal.charts.weeks import WeekCount, WeekLabels, weekly_sessions

__all__ = [
    "ON_DARK",
    "ON_PAPER",
    "Colours",
    "Part",
    "Row",
    "WeekCount",
    "WeekLabels",
    "WeekShare",
    "bars",
    "shares",
    "warm",
    "weekly_sessions",
    "weekly_share",
]


def warm() -> None:
    """Draw something small: the first chart of a process costs about a second, each next one 50 ms."""
    bars([Row("", 1)])

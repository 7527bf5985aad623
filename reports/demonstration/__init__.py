"""Deadlines that a school has written down, and its strategy, for the demonstration."""

import datetime

from reports.demonstration import deadlines, strategy


def load(today: datetime.date) -> None:
    deadlines.load(today)
    strategy.load(today)

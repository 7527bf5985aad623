"""Programmes, runs, groups, sessions and hours, for the demonstration."""

import datetime

from programmes.demonstration import aas, kongsberg, kulturmetropolen


def load(today: datetime.date) -> None:
    kulturmetropolen.load(today)
    kongsberg.load(today)
    aas.load(today)

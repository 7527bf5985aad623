"""Programmes, runs, groups, sessions and hours, for the demonstration."""

import datetime

from programmes.demonstration import (
    aas,
    agreements,
    kongsberg,
    kulturmetropolen,
    logged,
    next_year,
    planning,
    roskilde,
)


def load(today: datetime.date) -> None:
    kulturmetropolen.load(today)
    kongsberg.load(today)
    aas.load(today)
    next_year.load(today)
    roskilde.load(today)
    planning.load(today)
    logged.load(today)
    agreements.load(today)

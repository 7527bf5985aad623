"""Made-up children and adults with their places and marks, for the demonstration."""

import datetime

from participants.demonstration import aas, around, consents, kongsberg, kulturmetropolen, money


def load(today: datetime.date) -> None:
    kulturmetropolen.load(today)
    kongsberg.load(today)
    aas.load(today)
    around.load(today)
    consents.load(today)
    money.load(today)

"""A school's deadlines in the order in which somebody has to do something about them."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from portal.deadlines.registry import Deadline


@dataclass(frozen=True)
class Month:
    first: datetime.date
    deadlines: list[Deadline]


@dataclass(frozen=True)
class Arranged:
    overdue: list[Deadline]
    months: list[Month]


def arranged(deadlines: Iterable[Deadline], today: datetime.date) -> Arranged:
    """What is late, the longest first, then by month what is to come; what passed by itself is left out."""
    rows = sorted(deadlines, key=lambda one: (one.due_on, one.title, one.key))
    coming = [one for one in rows if one.due_on >= today]
    months = groupby(coming, key=lambda one: one.due_on.replace(day=1))
    return Arranged(
        overdue=[one for one in rows if one.due_on < today and not one.passes],
        months=[Month(first, list(found)) for first, found in months],
    )

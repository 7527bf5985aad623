"""Ways from an inclusion measure into the ordinary offer, and from breadth to core to in-depth. Pure."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from enum import IntEnum
from typing import Final


class Stage(IntEnum):
    """A higher stage is further into the ordinary offer."""

    MEASURE = 1
    BREADTH = 2
    CORE = 3
    IN_DEPTH = 4


_OF_LEVEL: Final = {"breadth": Stage.BREADTH, "core": Stage.CORE, "in_depth": Stage.IN_DEPTH}
_IN_DEPTH_KINDS: Final = ("fordypning", "fordypning_consortium")


@dataclass(frozen=True)
class Stay:
    """One person's place in a run, from its first day."""

    run: int
    stage: Stage
    first_day: datetime.date


@dataclass(frozen=True)
class Way:
    """From which lower stage somebody came to a run, and to which higher one she went on; None: neither."""

    came_from: Stage | None
    went_on_to: Stage | None


def stage_of(kind: str, level: str) -> Stage:
    """A programme's level decides; fordypning is in-depth; what has no level is a measure of its own."""
    if level:
        return _OF_LEVEL[level]
    return Stage.IN_DEPTH if kind in _IN_DEPTH_KINDS else Stage.MEASURE


def way_through(run: int, stays: Iterable[Stay]) -> Way:
    """The way of one person who was in `run`: the highest stage before it, the first higher one after it.

    A place that began on the same day is neither before nor after. Raises ValueError without a place in it.
    """
    in_order = sorted(stays, key=lambda stay: stay.first_day)
    here = next((stay for stay in in_order if stay.run == run), None)
    if here is None:
        raise ValueError(f"no place in run {run}")
    before = [stay.stage for stay in in_order if stay.first_day < here.first_day and stay.stage < here.stage]
    after = [stay.stage for stay in in_order if stay.first_day > here.first_day and stay.stage > here.stage]
    return Way(max(before, default=None), next(iter(after), None))

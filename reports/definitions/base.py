"""The frame of all reports: count, protect and freeze, draw, set as a document."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, ClassVar

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from programmes.models import ProgrammeRun
from programmes.querysets.programmes import RunQuerySet
from reports.definitions.scope import Scope
from reports.rules.periods import Period

Snapshot = dict[str, Any]
"""Plain JSON, protected: a hidden figure is `:`, one that nobody knows is null."""


STEPS: tuple[Promise, ...] = (
    gettext_lazy("Counting what was logged"),
    gettext_lazy("Hiding what could point to one person"),
    gettext_lazy("Drawing the charts"),
    gettext_lazy("Setting the document"),
    gettext_lazy("Checking and publishing"),
)
"""What happens to a report between being asked for and being published, in words for who waits."""


@dataclass(frozen=True)
class Metric:
    """A number that a report shows: how its column is headed, and what it means (for the method page)."""

    label: str | Promise
    meaning: str | Promise


@dataclass(frozen=True)
class Cover:
    """What stands on the first page besides title and version: who speaks, what is covered, one sentence."""

    owner: str
    covers: str
    sentence: str


@dataclass(frozen=True)
class KeyNumber:
    label: str | Promise
    value: int | str | None


class NothingToReport(Exception):
    """The scope and period hold nothing that a report could be about; the message says so."""


class Definition(ABC):
    """One kind of report. Only `count` and `runs` ask the database.

    `count` gives exact figures that never leave the worker, `freeze` the snapshot, from which all else is
    made. Each metric is defined once, in `metrics`.
    """

    key: ClassVar[str]
    name: ClassVar[str | Promise]
    explanation: ClassVar[str | Promise]
    template: ClassVar[str]
    metrics: ClassVar[Mapping[str, Metric]]
    several_years: ClassVar[bool]
    of_programme: ClassVar[bool]
    """Whether it is about one programme (or a part of it), or about all that a municipality does."""

    @abstractmethod
    def title(self, scope: Scope, period: Period) -> str: ...

    @abstractmethod
    def runs(self, scope: Scope) -> RunQuerySet:
        """The runs that such a report may cover, in any period."""

    @abstractmethod
    def count(self, scope: Scope, runs: Sequence[ProgrammeRun], period: Period) -> Any: ...

    @abstractmethod
    def freeze(self, scope: Scope, counted: Any) -> Snapshot: ...

    @abstractmethod
    def key_numbers(self, snapshot: Snapshot) -> list[KeyNumber]:
        """At most five, the most telling first."""

    @abstractmethod
    def cover(self, snapshot: Snapshot) -> Cover: ...

    @abstractmethod
    def charts(self, snapshot: Snapshot) -> dict[str, bytes]:
        """Pictures (SVG) by the name under which the document's template knows them."""

    sums_money: ClassVar[bool] = False
    """Whether it adds up budgets, so that those of another currency may be converted."""

    def in_one_currency(self, scope: Scope, snapshot: Snapshot, rate: Decimal) -> Snapshot:
        """The snapshot with its money converted, for a report that sums it up."""
        return snapshot

    def words(self, snapshot: Snapshot) -> dict[str, str]:
        """Further texts for the document's template, put together from the snapshot."""
        return {}

    def accepts(self, scope: Scope) -> bool:
        """Whether this kind of report can be about `scope`, whoever asks for it."""
        return (
            bool(scope.programme) if self.of_programme else bool(scope.municipality and not scope.programme)
        )

    def language(self, scope: Scope) -> str:
        return scope.country.language

    def runs_in(self, scope: Scope, period: Period) -> list[ProgrammeRun]:
        """Raises NothingToReport. A run belongs to a report when it has a day in the period."""
        runs = [run for run in self.runs(scope) if period.overlaps(run.starts_on, run.ends_on)]
        if not runs:
            raise NothingToReport(str(period))
        return sorted(runs, key=lambda run: (run.starts_on, run.pk))

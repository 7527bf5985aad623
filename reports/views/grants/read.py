"""What a grant's page shows, read in the same number of questions however many lines there are."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from zoneinfo import ZoneInfo

from django.db.models import prefetch_related_objects
from django.utils import timezone

from partners.models import Attachment, Grant, GrantPayment, GrantState, GrantTarget, ReportDue
from partners.papers import Paper, papers_of_application, papers_of_report
from partners.rules.conditions import least_budget
from programmes.models import ProgrammeRun
from programmes.rules.run_money import Cell, summed
from reports.figures.window import Window
from reports.querysets.grant_money import cells_of, oddities, runs_of
from reports.querysets.grant_reached import MEASURES, Seen, reached
from reports.rules.grants import WHOLE, Money, money_of, reached_share
from reports.views.grants.findings import Finding, findings_of
from reports.views.grants.own import code_of
from reports.views.grants.words import LimitLine, conditions_in_words, limits_of

SOON = datetime.timedelta(days=180)
"""So long before its last day a grant's page asks how it goes on."""


@dataclass(frozen=True)
class Target:
    row: GrantTarget
    reached: int | None
    """None: counted by hand, and nobody has yet."""

    @property
    def share(self) -> Fraction:
        return reached_share(self.reached, self.row.target)

    @property
    def parts(self) -> list[dict[str, object]]:
        return [{"kind": "used", "share": float(self.share) * WHOLE}]

    @property
    def words(self) -> str:
        return self.row.text or str(self.row.get_measure_display())


@dataclass(frozen=True)
class PaidRun:
    """A run, and what this grant pays of it."""

    run: ProgrammeRun
    planned: int
    used: int


@dataclass(frozen=True)
class Report:
    row: ReportDue
    papers: Sequence[Paper]
    late: bool

    @property
    def missing(self) -> Sequence[Paper]:
        return [paper for paper in self.papers if not paper.there]


@dataclass(frozen=True)
class GrantPage:
    grant: Grant
    money: Money
    runs: Sequence[PaidRun]
    counted: Sequence[ProgrammeRun]
    """In which target numbers are counted: those that it pays for, and those chosen for it."""
    targets: Sequence[Target]
    reports: Sequence[Report]
    payments: Sequence[GrantPayment]
    papers: Sequence[Attachment]
    findings: Sequence[Finding]
    several_schools: bool
    today: datetime.date

    @property
    def code(self) -> str:
        return code_of(self.grant)

    @property
    def is_awarded(self) -> bool:
        return self.grant.state == GrantState.AWARDED

    @property
    def is_certain(self) -> bool:
        return self.grant.state in (GrantState.AWARDED, GrantState.CLOSED)

    @property
    def next(self) -> Report | None:
        return next((one for one in self.reports if not one.row.sent_on), None) if self.is_awarded else None

    @cached_property
    def owed(self) -> Sequence[Paper]:
        """Of the application, until it is answered."""
        return papers_of_application(self.grant)

    @property
    def received(self) -> int:
        return sum(one.amount for one in self.payments if one.received_on)

    @property
    def late_payments(self) -> Sequence[GrantPayment]:
        return [
            one for one in self.payments if not one.received_on and one.due_on and one.due_on < self.today
        ]

    @property
    def asks_how_it_goes_on(self) -> bool:
        return self.is_awarded and not self.grant.afterwards and self.today >= self.grant.ends_on - SOON

    @property
    def may_close(self) -> bool:
        """Where all that was asked for is sent."""
        return bool(self.is_awarded and self.reports and not self.next and self.is_over)

    @property
    def is_over(self) -> bool:
        return self.today > self.grant.ends_on

    @property
    def parts(self) -> list[dict[str, object]]:
        return self.money.use.parts()

    @property
    def ceiling_mark(self) -> float | None:
        """Within the bar, so that all of the line is seen; none where the ceiling lies beyond all of it."""
        at = self.money.ceiling_at
        return None if at is None or at > WHOLE else min(max(at, 0.3), 99.7)

    @property
    def limits(self) -> Sequence[LimitLine]:
        """Nothing to show before anything is planned or used."""
        return limits_of(self.money) if self.runs else []

    @property
    def least_budget(self) -> int | None:
        return least_budget(self.grant.amount, self.grant.ceiling_share)

    @property
    def conditions(self) -> Sequence[str]:
        return conditions_in_words(self.grant)

    @property
    def is_empty(self) -> bool:
        """Nothing of it is planned or used yet."""
        return not self.runs


def read_grant(grant: Grant, own: Collection[int]) -> GrantPage:
    prefetch_related_objects([grant], "asked_papers", "attachments", "reports_due", "payments", "targets")
    counted, today = runs_of(grant, own), timezone.localdate()
    runs = [run for run in counted if run.pays]
    cells = cells_of(runs, grant.currency, own)
    every = [cell for of_run in cells.values() for cell in of_run]
    money = money_of(grant.pk, grant.amount, every, ceiling=grant.ceiling_share, own=grant.own_share)
    return GrantPage(
        grant=grant,
        money=money,
        runs=[_paid(run, cells[run.pk], grant) for run in runs],
        counted=counted,
        targets=_targets(grant, counted, own),
        reports=[_report(row, grant, today) for row in grant.reports_due.all()],
        payments=list(grant.payments.all()),
        papers=list(grant.attachments.all()),
        findings=findings_of(grant, money, [run.programme for run in counted], oddities(grant, own)),
        several_schools=any(run.host_school_id not in own for run in counted),
        today=today,
    )


def _paid(run: ProgrammeRun, cells: Sequence[Cell], grant: Grant) -> PaidRun:
    part = summed(cell for cell in cells if cell.who.grant == grant.pk)
    return PaidRun(run, part.planned, part.used)


def _report(row: ReportDue, grant: Grant, today: datetime.date) -> Report:
    row.grant = grant
    return Report(row, papers_of_report(row), not row.sent_on and row.due_on < today)


def _targets(grant: Grant, runs: Sequence[ProgrammeRun], own: Collection[int]) -> list[Target]:
    rows = list(grant.targets.all())
    window = Window(
        tuple(run.pk for run in runs),
        grant.starts_on,
        grant.ends_on,
        ZoneInfo(grant.school.country.time_zone),
    )
    hosted = frozenset(run.pk for run in runs if run.host_school_id in own)
    counted = reached({row.measure for row in rows} & MEASURES, Seen(window, frozenset(own), hosted))
    return [Target(row, counted.get(row.measure, row.reached)) for row in rows]

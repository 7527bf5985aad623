"""What the page of a run's money shows, in words."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from django.urls import reverse
from django.utils.translation import gettext as _

from partners.models import CostCategory, Grant, PartnerAgency
from portal.web.templatetags.face import percent
from programmes.models import AccountsImport, BudgetLine, ImportState, Payer, ProgrammeRun
from programmes.payers import PaidBy
from programmes.rules.run_money import (
    Cell,
    Finding,
    PayerSum,
    Shares,
    Sums,
    Who,
    by_payer,
    findings,
    own_sums,
    shares,
    summed,
)
from reports.querysets.run_asked import Settled, fees_of, settled_of
from reports.querysets.run_life import Lines
from reports.querysets.run_money import (
    agencies_of,
    budget_of,
    cells_by_currency,
    grants_of,
    imports_of,
    perhaps_twice,
    terms_of,
)
from reports.views import run_money_words as words
from reports.views.run_money_words import Warned, warned


@dataclass(frozen=True)
class PayerLine:
    """`bar`: used and still to come, on a scale of 100 that the largest payer fills."""

    name: str
    url: str
    choice: str
    sum: Sums
    shares: Shares
    limit: str
    bar: list[dict[str, object]]


@dataclass(frozen=True)
class OwnPart:
    """What is own contribution, and the largest part of all that a grant asks for."""

    sum: Sums
    shares: Shares
    limit: str


@dataclass(frozen=True)
class CellLine:
    category: str
    payer: str
    choice: str
    cell: Cell

    @property
    def left(self) -> int:
        return self.cell.planned - self.cell.used


@dataclass(frozen=True)
class Purse:
    """All money of one currency."""

    currency: str
    shown: str
    """The currency again, where it is not the host's own alone."""
    cells: Sequence[Cell]
    grants: Mapping[int, Grant]
    agencies: Mapping[int, PartnerAgency]
    found: Sequence[Finding]

    own_schools: Collection[int]

    @cached_property
    def sum(self) -> Sums:
        return summed(self.cells)

    @cached_property
    def own(self) -> OwnPart:
        sums = own_sums(self.cells)
        grants = (self.grants[cell.who.grant] for cell in self.cells if cell.who.grant is not None)
        least = max((grant.own_share for grant in grants if grant.own_share), default=None)
        limit = _("at least %(share)s") % {"share": percent(least)} if least else ""
        return OwnPart(sums, shares(sums, self.sum), limit)

    @cached_property
    def payers(self) -> list[PayerLine]:
        sums = by_payer(self.cells)
        most = max((max(one.sum.forecast, one.sum.planned) for one in sums), default=0) or 1
        return [self._payer(one, most) for one in sums]

    def _payer(self, one: PayerSum, most: int) -> PayerLine:
        grant = self.grants.get(one.who.grant or 0)
        used = max(one.sum.used, 0)
        to_come = max(one.sum.forecast - used, 0)
        ceiling = grant.ceiling_share if grant else None
        return PayerLine(
            name=self.name_of(one.who),
            url=self._url(grant),
            choice=_choice(one.who),
            sum=one.sum,
            shares=one.shares,
            limit=_("at most %(share)s") % {"share": percent(ceiling)} if ceiling else "",
            bar=[
                {"kind": "used", "share": 100 * used / most},
                {"kind": "committed", "share": 100 * to_come / most},
            ],
        )

    def _url(self, grant: Grant | None) -> str:
        """Another school's grant is that school's to read."""
        own = grant is not None and grant.school_id in self.own_schools
        return reverse("reports:grant", args=[grant.pk]) if grant and own else ""

    @cached_property
    def lines(self) -> list[CellLine]:
        order = CostCategory.values
        cells = sorted(self.cells, key=lambda one: (order.index(one.category), self.name_of(one.who)))
        return [
            CellLine(str(CostCategory(cell.category).label), self.name_of(cell.who), _choice(cell.who), cell)
            for cell in cells
        ]

    @cached_property
    def warnings(self) -> list[Warned]:
        return [warned(one, self.name_of, self.shown) for one in self.found]

    def name_of(self, who: Who) -> str:
        if who.grant is not None:
            return str(self.grants[who.grant])
        if who.agency is not None:
            return str(self.agencies[who.agency])
        return str(Payer(who.kind).label)


@dataclass(frozen=True)
class MoneyPage:
    run: ProgrammeRun
    purses: list[Purse]
    own: Collection[int]
    """Schools whose lines the reader changes."""
    budget: list[BudgetLine]
    waiting: list[AccountsImport]
    """Files that somebody has sent and not taken in."""
    twice: Warned | None
    own_currency: str
    fees: Mapping[str, int]
    """By currency."""
    settled: Sequence[Settled]


def read_money(run: ProgrammeRun, lines: Lines) -> MoneyPage:
    by_currency, own_currency = cells_by_currency(lines), run.host_school.country.currency
    cells = [cell for found in by_currency.values() for cell in found]
    grants, agencies = grants_of(cells), agencies_of(cells)
    terms = terms_of(list(grants.values()), run)
    alike = perhaps_twice(lines)
    return MoneyPage(
        run,
        [
            Purse(
                currency=currency,
                shown=currency if {own_currency} != set(by_currency) else "",
                cells=found,
                grants=grants,
                agencies=agencies,
                found=findings(found, terms),
                own_schools=lines.own,
            )
            for currency, found in sorted(
                by_currency.items(), key=lambda one: (one[0] != own_currency, one[0])
            )
        ],
        own=lines.own,
        budget=list(budget_of(lines)),
        waiting=list(imports_of(lines).filter(state=ImportState.READ)),
        twice=words.perhaps_twice(alike) if alike else None,
        own_currency=own_currency,
        fees=fees_of(lines),
        settled=settled_of(lines),
    )


def _choice(who: Who) -> str:
    return PaidBy(who.kind, who.grant, who.agency).choice

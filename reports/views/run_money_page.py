"""What the page of a run's money shows, in words."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import cached_property

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from partners.models import CostCategory, Grant, PartnerAgency
from portal.web.templatetags.face import money, percent
from programmes.forms.money import choice_of
from programmes.models import AccountsImport, BudgetLine, ImportState, Payer, ProgrammeRun
from programmes.rules.run_money import (
    Cell,
    Finding,
    PayerSum,
    Rule,
    Shares,
    Sums,
    Who,
    by_payer,
    findings,
    own_contribution,
    summed,
)
from reports.querysets.run_life import Lines
from reports.querysets.run_money import (
    agencies_of,
    budget_of,
    cells_by_currency,
    grants_of,
    imports_of,
    terms_of,
)

_WHERE = {
    Rule.CEILING: gettext_lazy("Ceiling share of the grant"),
    Rule.OWN_CONTRIBUTION: gettext_lazy("Own contribution"),
    Rule.LINE_PASSED: gettext_lazy("More than the line"),
    Rule.GRANT_PASSED: gettext_lazy("More than the grant"),
    Rule.LEAST_AMOUNT: gettext_lazy("Least amount"),
    Rule.NOT_AWARDED: gettext_lazy("Not awarded yet"),
}


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
class CellLine:
    category: str
    payer: str
    choice: str
    cell: Cell

    @property
    def left(self) -> int:
        return self.cell.planned - self.cell.used


@dataclass(frozen=True)
class Warned:
    title: str
    text: str


@dataclass(frozen=True)
class Purse:
    """All money of one currency."""

    currency: str
    shown: str
    """The currency again, where there is more than one."""
    cells: Sequence[Cell]
    grants: Mapping[int, Grant]
    agencies: Mapping[int, PartnerAgency]
    found: Sequence[Finding]

    own_schools: Collection[int]

    @cached_property
    def sum(self) -> Sums:
        return summed(self.cells)

    @cached_property
    def own(self) -> Shares:
        return own_contribution(self.cells)

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
            url=reverse("reports:grant", args=[grant.pk])
            if grant and grant.school_id in self.own_schools
            else "",
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
        return [Warned(str(_WHERE[one.rule]), self._said(one)) for one in self.found]

    def name_of(self, who: Who) -> str:
        if who.grant is not None:
            return str(self.grants[who.grant])
        if who.agency is not None:
            return str(self.agencies[who.agency])
        return str(Payer(who.kind).label)

    def _said(self, one: Finding) -> str:
        facts = {
            "payer": self.name_of(one.who),
            "category": str(CostCategory(one.category).label) if one.category else "",
            "found": self._number(one.found),
            "limit": self._number(one.limit),
        }
        return _sentence(one) % facts

    def _number(self, value: Fraction | Decimal | int | None) -> str:
        if isinstance(value, int):
            return money(value, self.shown)
        return "" if value is None else percent(value)


def _sentence(one: Finding) -> str:
    if one.rule is Rule.CEILING and one.at_end:
        return _("%(payer)s is heading for %(found)s of all, and may pay at most %(limit)s.")
    return {
        Rule.CEILING: _("%(payer)s pays %(found)s of all in the end, and may pay at most %(limit)s."),
        Rule.OWN_CONTRIBUTION: _(
            "%(payer)s asks for an own contribution of at least %(limit)s; it will end at %(found)s."
        ),
        Rule.LINE_PASSED: _("%(payer)s, %(category)s: %(found)s is used, of %(limit)s in the budget."),
        Rule.GRANT_PASSED: _("%(found)s is planned or used of %(payer)s, which is %(limit)s."),
        Rule.LEAST_AMOUNT: _("%(payer)s asks for at least %(limit)s; %(found)s is planned here."),
        Rule.NOT_AWARDED: _("%(payer)s is not awarded, and is in the budget as if it was."),
    }[one.rule]


@dataclass(frozen=True)
class MoneyPage:
    run: ProgrammeRun
    purses: list[Purse]
    own: Collection[int]
    """Schools whose lines the reader changes."""
    budget: list[BudgetLine]
    waiting: list[AccountsImport]
    """Files that somebody has sent and not taken in."""


def read_money(run: ProgrammeRun, lines: Lines) -> MoneyPage:
    by_currency = cells_by_currency(lines)
    cells = [cell for found in by_currency.values() for cell in found]
    grants, agencies = grants_of(cells), agencies_of(cells)
    terms = terms_of(list(grants.values()))
    purses = [
        Purse(
            currency,
            currency if len(by_currency) > 1 else "",
            found,
            grants,
            agencies,
            findings(found, terms),
            lines.own,
        )
        for currency, found in sorted(by_currency.items())
    ]
    return MoneyPage(
        run,
        purses,
        own=lines.own,
        budget=list(budget_of(lines)),
        waiting=list(imports_of(lines).filter(state=ImportState.READ)),
    )


def _choice(who: Who) -> str:
    return choice_of(who.kind, who.grant, who.agency)

"""The lines of budgets and accounts that a grant's figures are made of.

A coordinator of a run's host sees all its lines, of another school its own.
"""

from collections.abc import Collection
from typing import Any, TypeVar

from django.db.models import BooleanField, Count, ExpressionWrapper, F, Q, QuerySet

from partners.models import Grant
from programmes.models import ActualLine, BudgetLine, ProgrammeRun, RunGrant
from programmes.rules.run_money import Cell
from reports.querysets.money_cells import cells_by

WHY = "the page of a grant, judged by the schools that take part in its runs"
Rows = TypeVar("Rows", bound=QuerySet)


def budget_of(own: Collection[int]) -> QuerySet:
    return _seen(BudgetLine.objects.everything(why=WHY), own)


def accounts_of(own: Collection[int]) -> QuerySet:
    return _seen(ActualLine.objects.everything(why=WHY), own)


def _seen(rows: Rows, own: Collection[int]) -> Rows:
    return rows.filter(Q(school__in=own) | Q(run__host_school__in=own))


def runs_of(grant: Grant, own: Collection[int]) -> list[Any]:
    """Those in whose budget or accounts it stands (`pays`), and those that were chosen to count for it."""
    planned, used = (rows.filter(grant=grant).order_by() for rows in (budget_of(own), accounts_of(own)))
    pays = Q(pk__in=planned.values("run")) | Q(pk__in=used.values("run"))
    chosen = RunGrant.objects.everything(why=WHY).filter(grant=grant)
    runs = ProgrammeRun.objects.everything(why=WHY).annotate(pays=ExpressionWrapper(pays, BooleanField()))
    found = runs.filter(Q(pays=True) | Q(pk__in=chosen.values("run")))
    return list(found.select_related("programme", "host_school").order_by("starts_on", "pk"))


def cells_of(runs: Collection[ProgrammeRun], currency: str, own: Collection[int]) -> dict[int, list[Cell]]:
    """By run, of all that it costs."""
    rows = {"run__in": [run.pk for run in runs], "currency": currency}
    return cells_by("run", budget_of(own).filter(**rows), accounts_of(own).filter(**rows))


def cells_by_grant(grants: Collection[Grant], own: Collection[int]) -> dict[int, list[Cell]]:
    """What each pays; in its own currency."""
    rows = {"grant__in": [grant.pk for grant in grants], "currency": F("grant__currency")}
    return cells_by("grant", budget_of(own).filter(**rows), accounts_of(own).filter(**rows))


def oddities(grant: Grant, own: Collection[int]) -> dict[str, int]:
    """How many of its costs lie outside of its period or are of another category, and how many of its lines,
    planned ones too, are in another currency."""
    outside = Q(on__lt=grant.starts_on) | Q(on__gt=grant.ends_on)
    other = ~Q(category__in=grant.eligible_categories) if grant.eligible_categories else Q(pk=None)
    foreign = ~Q(currency=grant.currency)
    found = (
        accounts_of(own)
        .filter(grant=grant)
        .order_by()
        .aggregate(
            lines=Count("pk"),
            outside=Count("pk", filter=outside),
            foreign=Count("pk", filter=foreign),
            not_eligible=Count("pk", filter=other),
        )
    )
    return found | {"foreign": found["foreign"] + budget_of(own).filter(foreign, grant=grant).count()}

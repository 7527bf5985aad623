"""The budget and the accounts of a run, summed in the database, for the coordinators of its schools."""

from collections.abc import Collection, Iterable

from django.db.models import Aggregate, Count, F, Max, Min, Q, QuerySet, Sum, Window

from partners.models import Grant, GrantState, PartnerAgency, ReportDue
from programmes.models import AccountsImport, ActualLine, Basis, BudgetLine, Payer, ProgrammeRun
from programmes.rules.run_money import Cell, Sums, Terms, summed
from reports.querysets.money_cells import cells_by
from reports.querysets.run_life import Lines

_WHY = "of a run whose money the reader sees"
_MOST_ALIKE = 60


def cells_by_currency(lines: Lines) -> dict[str, list[Cell]]:
    return cells_by("currency", lines.budget(), lines.costs())


def sums_by_currency(lines: Lines) -> dict[str, Sums]:
    return {currency: summed(cells) for currency, cells in cells_by_currency(lines).items()}


def next_report(lines: Lines) -> ReportDue | None:
    """The first report to come of the reader's own grants that pay in this run."""
    grants = lines.budget().filter(payer=Payer.GRANT, school__in=lines.own).values("grant")
    reports = ReportDue.objects.everything(why=_WHY).filter(grant__in=grants, sent_on=None)
    return reports.select_related("grant__funder").order_by("due_on", "pk").first()


def budget_of(lines: Lines) -> QuerySet:
    rows = lines.budget().select_related("school__municipality", "grant__funder", "agency")
    return rows.order_by("category", "payer", "pk")


def imports_of(lines: Lines) -> QuerySet:
    """Those of one's own schools."""
    rows = AccountsImport.objects.everything(why=_WHY).filter(run=lines.run, school__in=lines.own)
    return rows.order_by("-made_at")


def grants_of(cells: Iterable[Cell]) -> dict[int, Grant]:
    ids = {cell.who.grant for cell in cells if cell.who.grant is not None}
    return Grant.objects.everything(why=_WHY).select_related("funder").in_bulk(ids)


def agencies_of(cells: Iterable[Cell]) -> dict[int, PartnerAgency]:
    ids = {cell.who.agency for cell in cells if cell.who.agency is not None}
    return PartnerAgency.objects.everything(why=_WHY).in_bulk(ids)


def terms_of(grants: Collection[Grant], run: ProgrammeRun) -> dict[int, Terms]:
    """What is spent of a grant is spent in all runs, of every school. Of one that pays in several, shares and
    the least amount are judged of all of them together, on its own page."""
    ids = [grant.pk for grant in grants]
    costs, plans = (
        {(grant, in_run): amount for grant, in_run, amount in rows.values_list("grant", "run", Sum("amount"))}
        for rows in (
            model.objects.everything(why=_WHY).filter(grant__in=ids).order_by()
            for model in (ActualLine, BudgetLine)
        )
    )
    elsewhere = {grant for grant, in_run in (*costs, *plans) if in_run != run.pk}
    spent = {one: sum(amount for (grant, _run), amount in costs.items() if grant == one) for one in ids}
    return {grant.pk: _terms(grant, run, spent[grant.pk], grant.pk in elsewhere) for grant in grants}


def _terms(grant: Grant, run: ProgrammeRun, spent: int, is_elsewhere: bool) -> Terms:
    return Terms(
        amount=grant.amount,
        spent=spent,
        awarded=grant.state in (GrantState.AWARDED, GrantState.CLOSED),
        ceiling=None if is_elsewhere else grant.ceiling_share,
        own=None if is_elsewhere else grant.own_share,
        least=None if is_elsewhere else grant.least_amount,
        in_period=grant.starts_on <= run.ends_on and run.starts_on <= grant.ends_on,
        categories=tuple(grant.eligible_categories),
    )


def perhaps_twice(lines: Lines) -> list[list[ActualLine]]:
    """Costs of one day and amount at one school that may be one: paid by two grants, or noted by hand and
    taken in from a file. What has been corrected is left out."""
    rows = ActualLine.objects.everything(why=_WHY).filter(school__in=lines.own, basis=Basis.MONEY)
    rows = rows.filter(corrects=None, corrections=None).annotate(
        first=_alike(Min("grant")),
        last=_alike(Max("grant")),
        here=_alike(Count("pk", filter=Q(run=lines.run))),
        every=_alike(Count("pk")),
        taken=_alike(Count("taken_from")),
    )
    alike = Q(first__lt=F("last")) | Q(taken__gt=0, taken__lt=F("every"))
    found: dict[tuple, list[ActualLine]] = {}
    for line in rows.filter(alike, here__gt=0).order_by("-on", "amount", "pk")[:_MOST_ALIKE]:
        found.setdefault((line.school_id, line.on, line.amount), []).append(line)
    return list(found.values())


def _alike(expression: Aggregate) -> Window:
    return Window(expression, partition_by=["school", "on", "amount"])

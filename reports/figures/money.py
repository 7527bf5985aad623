"""Who puts what into a run, in øre."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Min, Sum

from programmes.models import BudgetLine
from reports.figures.window import WHY


@dataclass(frozen=True)
class MoneyLine:
    """What a payer puts in, of all categories together, in kind too.

    `payer` is a code of programmes.models.Payer; `funder` and `purpose` stand where it is a grant, `agency`
    where it is a partner.
    """

    run: int
    school: int
    payer: str
    funder: str
    purpose: str
    agency: str
    amount: int
    currency: str


def budget(runs: Iterable[int]) -> list[MoneyLine]:
    """The grants first, the largest line first."""
    rows = (
        BudgetLine.objects.everything(why=WHY)
        .filter(run__in=list(runs))
        .order_by()
        .values("run", "school", "payer", "grant", "agency", "currency")
        .annotate(
            sum=Sum("amount"),
            funder=Min("grant__funder__name"),
            purpose=Min("grant__purpose"),
            partner=Min("agency__name"),
        )
    )
    lines = [
        MoneyLine(
            row["run"],
            row["school"],
            row["payer"],
            row["funder"] or "",
            row["purpose"] or "",
            row["partner"] or "",
            row["sum"],
            row["currency"],
        )
        for row in rows
    ]
    return sorted(lines, key=_grants_first)


def currencies(runs: Iterable[int]) -> set[str]:
    """In which these runs have a budget."""
    rows = BudgetLine.objects.everything(why=WHY).filter(run__in=list(runs)).order_by()
    return set(rows.values_list("currency", flat=True).distinct())


def _grants_first(line: MoneyLine) -> tuple[object, ...]:
    return line.run, line.payer != "grant", -line.amount, line.payer, line.funder, line.agency

"""Who puts what into a run, in øre."""

from collections.abc import Iterable
from dataclasses import dataclass

from programmes.models import BudgetLine
from reports.figures.window import WHY


@dataclass(frozen=True)
class MoneyLine:
    """`payer` is a code of programmes.models.Payer; `funder` and `purpose` stand where it is a grant."""

    run: int
    school: int
    payer: str
    funder: str
    purpose: str
    amount: int
    currency: str


def budget(runs: Iterable[int]) -> list[MoneyLine]:
    """The grants first, the largest line first."""
    rows = (
        BudgetLine.objects.everything(why=WHY)
        .filter(run__in=list(runs))
        .values("run", "school", "payer", "grant__funder__name", "grant__purpose", "amount", "currency")
    )
    lines = [
        MoneyLine(
            row["run"],
            row["school"],
            row["payer"],
            row["grant__funder__name"] or "",
            row["grant__purpose"] or "",
            row["amount"],
            row["currency"],
        )
        for row in rows
    ]
    return sorted(lines, key=lambda line: (line.run, line.payer != "grant", -line.amount, line.payer))

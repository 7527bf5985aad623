"""Lines of budgets and accounts as cells: what each payer pays of each category of a run."""

from collections import defaultdict
from typing import Any

from django.db.models import Q, QuerySet, Sum
from django.db.models.functions import Coalesce

from programmes.models import Basis
from programmes.rules.run_money import Cell, Who

_CELL = ("run", "payer", "grant", "agency", "category")
_IN_KIND = ~Q(basis=Basis.MONEY)


def cells_by(field: str, planned: QuerySet, used: QuerySet) -> dict[Any, list[Cell]]:
    """By the value of a field of the lines, in two questions however many they are."""
    names = {field, *_CELL}
    sums: dict[tuple, dict[str, int]] = defaultdict(dict)
    for row in (
        planned.order_by()
        .values(*names)
        .annotate(planned=Sum("amount"), in_the_end=Sum(Coalesce("expected", "amount")))
    ):
        sums[_key(field, row)] |= {"planned": row["planned"], "expected": row["in_the_end"]}
    for row in (
        used.order_by()
        .values(*names)
        .annotate(used=Sum("amount"), in_kind=Sum("amount", filter=_IN_KIND, default=0))
    ):
        sums[_key(field, row)] |= {"used": row["used"], "in_kind": row["in_kind"]}
    found: dict[Any, list[Cell]] = defaultdict(list)
    for key, amounts in sorted(sums.items(), key=repr):
        value, _run, payer, grant, agency, category = key
        found[value].append(Cell(Who(payer, grant, agency), category, **amounts))
    return found


def _key(field: str, row: dict[str, Any]) -> tuple:
    return (row[field], *(row[name] for name in _CELL))

"""What is asked for beside a run's accounts: fees of its places, and what agencies owe for what is shared.

Money that comes in, and so not added to the accounts, which say who pays the costs. A fee is the same whoever
bears it, and shares of single places are left out: so no sum tells of a free place, or of one child.
"""

from dataclasses import dataclass

from django.db.models import Count, Q, Sum

from participants.models import Fee, SettlementLine
from portal.disclosure import THRESHOLD_VULNERABLE
from reports.querysets.run_life import WHY, Lines


@dataclass(frozen=True)
class Settled:
    payer: str
    amount: int
    currency: str


def fees_of(lines: Lines) -> dict[str, int]:
    """By currency, of one's own schools; nothing for fewer children than a figure may tell of."""
    rows = Fee.objects.everything(why=WHY).filter(school__in=lines.own, enrolment__group__run=lines.run)
    sums = (
        rows.order_by()
        .values("currency")
        .annotate(sum=Sum("amount"), children=Count("enrolment__participant", distinct=True))
    )
    return {row["currency"]: row["sum"] for row in sums if row["children"] >= THRESHOLD_VULNERABLE}


def settled_of(lines: Lines) -> list[Settled]:
    """What each agency and municipality was sent a settlement of, for the run or a group of it as a whole."""
    of_run = Q(cost_share__run=lines.run) | Q(cost_share__group__run=lines.run)
    rows = SettlementLine.objects.everything(why=WHY).filter(
        of_run, settlement__school__in=lines.own, in_kind=False
    )
    by = ("settlement__agency__name", "settlement__municipality__name", "settlement__currency")
    sums = rows.order_by().values_list(*by).annotate(Sum("amount"))
    return sorted(
        (
            Settled(agency or municipality, amount, currency)
            for agency, municipality, currency, amount in sums
        ),
        key=lambda one: (one.currency, one.payer),
    )

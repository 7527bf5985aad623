"""What a funder asks for, as it is put on a scheme or on a grant."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from decimal import Decimal

from django.db import models

from partners.models import AskedPaper, Grant, GrantScheme
from portal.audit.saving import noted


@dataclass(frozen=True)
class ConditionFacts:
    """Nothing in a field: nothing is asked."""

    ceiling_share: Decimal | None = None
    own_share: Decimal | None = None
    eligible_costs: str = ""
    eligible_categories: Sequence[str] = field(default_factory=list)
    age_from: int | None = None
    age_to: int | None = None
    by_calendar_year: bool = False
    most_years: int | None = None
    least_amount: int | None = None
    least_amount_of: str = ""
    comparable_accounts: bool = False
    report_month: int | None = None
    report_day: int | None = None
    report_days_after: int | None = None
    report_before_next: bool = False


CONDITIONS = tuple(ConditionFacts.__dataclass_fields__)
_PAPER = ("stage", "kind", "above", "up_to", "note")


def conditions_of(row: models.Model) -> dict[str, object]:
    return {name: getattr(row, name) for name in CONDITIONS}


def values_of(facts: ConditionFacts) -> dict[str, object]:
    return asdict(facts)


def told_of(facts: ConditionFacts) -> dict[str, object]:
    """For the log: without the funder's own words. The least amount stands there before and after."""
    left_out = ("eligible_costs", "least_amount_of", "least_amount")
    return noted({name: value for name, value in asdict(facts).items() if name not in left_out})


def copy_papers(scheme: GrantScheme, grant: Grant) -> None:
    """What the scheme asks for is the grant's own from now on."""
    rows = AskedPaper.objects.everything(why="of the scheme just judged").filter(scheme=scheme)
    AskedPaper.objects.bulk_create(
        AskedPaper(grant=grant, **{name: getattr(row, name) for name in _PAPER}) for row in rows
    )

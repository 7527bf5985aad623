"""May this cost be paid like that? A cost outside the rules is refused, and the rule is named."""

import datetime
from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum


class Against(StrEnum):
    """What speaks against a line of the accounts."""

    CLOSED_PERIOD = "closed_period"
    GRANT_NOT_AWARDED = "grant_not_awarded"
    GRANT_PERIOD = "grant_period"
    GRANT_PURPOSE = "grant_purpose"
    OTHER_CURRENCY = "other_currency"
    TWO_FUNDERS = "two_funders"


@dataclass(frozen=True)
class GrantTerms:
    """When and for what a grant is used; no category stands for all."""

    starts_on: datetime.date
    ends_on: datetime.date
    is_awarded: bool
    categories: Collection[str] = ()
    currency: str = ""


@dataclass(frozen=True)
class Cost:
    """A line of the accounts: which cost it is says its voucher with its day and amount in øre.

    `currency` is said of what comes from elsewhere; what is noted here is in that of its grant.
    """

    on: datetime.date
    amount: int
    voucher: str
    category: str
    grant: int | None = None
    currency: str = ""

    @property
    def identity(self) -> tuple[str, datetime.date, int] | None:
        """None where no voucher says which cost it is."""
        return (self.voucher, self.on, self.amount) if self.voucher else None


def against(
    cost: Cost,
    *,
    closed_through: datetime.date | None,
    terms: GrantTerms | None,
    claimed_by: Collection[int] = (),
) -> Against | None:
    """The first rule that it breaks. `terms` are those of its grant, `claimed_by` the grants that the same
    cost is claimed from already."""
    if closed_through is not None and cost.on <= closed_through:
        return Against.CLOSED_PERIOD
    if cost.grant is None or terms is None:
        return None
    if not terms.is_awarded:
        return Against.GRANT_NOT_AWARDED
    if not terms.starts_on <= cost.on <= terms.ends_on:
        return Against.GRANT_PERIOD
    if terms.categories and cost.category not in terms.categories:
        return Against.GRANT_PURPOSE
    if cost.currency and terms.currency and cost.currency != terms.currency:
        return Against.OTHER_CURRENCY
    if any(other != cost.grant for other in claimed_by):
        return Against.TWO_FUNDERS
    return None

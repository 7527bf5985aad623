"""What is known when a cost is to be noted: to when a school's accounts are closed, what a grant allows."""

import datetime
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from django.db.models import F, Max, Sum
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from partners.models import CostCategory, Grant, GrantState
from portal.accounts.models import CultureSchool
from portal.web.formats import EN_DASH
from portal.web.templatetags.face import short_day
from programmes.models import ActualLine, ClosedPeriod, Payer
from programmes.rules.costs import Against, Cost, GrantTerms, against

_WHY = "of a school whose accounts the actor keeps"
Identity = tuple[str, datetime.date, int]


@dataclass(frozen=True)
class Known:
    """What `against` asks for, read once for any number of costs at one school; `grants` by their id."""

    closed_through: datetime.date | None
    grants: Mapping[int, Grant] = field(default_factory=dict)
    claims: Mapping[Identity, set[int]] = field(default_factory=dict)

    @cached_property
    def terms(self) -> Mapping[int, GrantTerms]:
        return {key: terms_of(grant) for key, grant in self.grants.items()}

    def against(self, cost: Cost) -> Against | None:
        claimed = self.claims.get(cost.identity, set()) if cost.identity else set()
        terms = None if cost.grant is None else self.terms[cost.grant]
        return against(cost, closed_through=self.closed_through, terms=terms, claimed_by=claimed)


def known(
    school: CultureSchool | int,
    grants: Iterable[Grant | None] = (),
    vouchers: Collection[str] = (),
    *,
    besides: ActualLine | None = None,
) -> Known:
    """Lock the school first, so that nobody closes its accounts or claims the same cost meanwhile.

    `besides`: the line that is about to change.
    """
    paying = {grant.pk: grant for grant in grants if grant is not None}
    return Known(closed_through(school), paying, _claims(school, vouchers, besides) if paying else {})


def closed_through(school: CultureSchool | int) -> datetime.date | None:
    periods = ClosedPeriod.objects.everything(why=_WHY).filter(school=school)
    return periods.aggregate(last=Max("through"))["last"]


def terms_of(grant: Grant) -> GrantTerms:
    return GrantTerms(
        starts_on=grant.starts_on,
        ends_on=grant.ends_on,
        is_awarded=grant.state in (GrantState.AWARDED, GrantState.CLOSED),
        categories=tuple(grant.eligible_categories),
        currency=grant.currency,
    )


def _claims(
    school: CultureSchool | int, vouchers: Collection[str], besides: ActualLine | None
) -> dict[Identity, set[int]]:
    """Which grants each cost with one of `vouchers` is claimed from; what was corrected away is claimed no
    more. Two lines of the accounting system are two costs, though their voucher is one."""
    lines = ActualLine.objects.everything(why=_WHY).filter(school=school, payer=Payer.GRANT, corrects=None)
    if besides:
        lines = lines.exclude(pk=besides.pk)
        lines = lines.filter(taken_from=None) if besides.taken_from_id else lines
    taken_back = Coalesce(Sum("corrections__amount"), 0)
    lines = lines.exclude(voucher="").annotate(stands=F("amount") + taken_back).exclude(stands=0).order_by()
    if len(vouchers) < 100:
        lines = lines.filter(voucher__in=vouchers)
    found: dict[Identity, set[int]] = {}
    for voucher, on, amount, grant in lines.values_list("voucher", "on", "amount", "grant"):
        found.setdefault((voucher, on, amount), set()).add(grant)
    return found


def said(rule: Against, cost: Cost, known: Known) -> str:
    """The rule in words, for whoever noted the cost."""
    if rule is Against.CLOSED_PERIOD:
        assert known.closed_through is not None
        words = _("The accounts are closed to and with %(day)s. Note it on a later day, as a new line.")
        return words % {"day": short_day(known.closed_through)}
    assert cost.grant is not None
    grant = known.grants[cost.grant]
    about: dict[str, object] = {"grant": grant}
    if rule is Against.GRANT_NOT_AWARDED:
        return _("%(grant)s is not awarded, so nothing can be paid from it.") % about
    if rule is Against.GRANT_PERIOD:
        span = f"{short_day(grant.starts_on)} {EN_DASH} {short_day(grant.ends_on)}"
        words = _("%(grant)s is used from %(span)s; this cost lies outside of that.")
        return words % (about | {"span": span})
    if rule is Against.GRANT_PURPOSE:
        about["category"] = str(CostCategory(cost.category).label)
        return _("%(grant)s may not be used for costs of the kind “%(category)s”.") % about
    if rule is Against.OTHER_CURRENCY:
        words = _("%(grant)s is in %(currency)s, and the file in %(own)s: note this cost by hand.")
        return words % (about | {"currency": grant.currency, "own": cost.currency})
    return _(
        "The same cost, by voucher, day and amount, is claimed from another grant already. "
        "One cost is claimed from one funder; where each pays a part, write which behind the voucher: 17 a."
    )

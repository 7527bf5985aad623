"""Who pays which part of a school's fees and shared costs, in a few questions however many there are."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from django.db.models import Q
from django.utils import translation
from django.utils.translation import gettext as _

from participants.models import CostShare, Fee, FeeWaiver, PayerKind, ShareBasis, SharedCost, SharePayer
from participants.querysets.fees import FeeQuerySet
from participants.rules.fees import Term, term_of
from participants.rules.sharing import Promise, parts, relieved
from portal.accounts.models import CultureSchool

_WHY = "the money of a school that the caller works for"
_WHOLE = Decimal(1)


class Payer(NamedTuple):
    """`pk` is that of the agency, municipality or grant."""

    kind: str
    pk: int = 0

    @classmethod
    def of(cls, row: SharePayer) -> Payer:
        return cls(row.kind, row.agency_id or row.municipality_id or row.grant_id or 0)


FAMILY, SCHOOL = Payer(PayerKind.FAMILY), Payer(PayerKind.SCHOOL)
SETTLED_WITH = (PayerKind.AGENCY, PayerKind.MUNICIPALITY)


class Key(NamedTuple):
    """A fee, or a cost with all that corrects it."""

    fee: int | None
    cost: int | None


@dataclass(frozen=True)
class Item:
    """Something that is paid. Without `share` the family pays it; where the place `is_free`, the school."""

    key: Key
    on: datetime.date
    what: str
    amount: int
    share: CostShare | None
    is_free: bool = False

    def parts(self) -> dict[Payer, int]:
        alone = {FAMILY: Promise(share=_WHOLE, takes_rest=True)}
        found = parts(self.amount, promises_of(self.share.payers.all()) if self.share else alone)
        return relieved(found, family=FAMILY, school=SCHOOL) if self.is_free else found

    def row_of(self, payer: Payer) -> SharePayer | None:
        rows = self.share.payers.all() if self.share else ()
        return next((row for row in rows if Payer.of(row) == payer), None)


def promises_of(rows: Iterable[SharePayer]) -> dict[Payer, Promise]:
    return {
        Payer.of(row): Promise(
            share=row.share if row.basis == ShareBasis.PERCENT else None,
            amount=row.amount or 0,
            takes_rest=row.takes_rest,
        )
        for row in rows
    }


def items_of(school: CultureSchool, through: datetime.date, *, share: CostShare | None = None) -> list[Item]:
    """All fees and costs to that day, or those of one `share`; in the words of the school's language."""
    shares = CostShare.objects.everything(why=_WHY).filter(school=school)
    fees = Fee.objects.everything(why=_WHY).filter(school=school, starts_on__lte=through)
    if share is not None:
        of_its_place = Q(enrolment__isnull=False, enrolment=share.enrolment_id)
        shares, fees = shares.filter(Q(pk=share.pk) | of_its_place), fees.filter(of_its_place)
    named = ("payers__agency", "payers__municipality", "payers__grant__funder")
    every = list(shares.select_related("enrolment__participant").prefetch_related(*named))
    with translation.override(school.country.language):
        items = [*_fees(fees, every), *_costs(through, every)]
    found = [item for item in items if share is None or item.share == share]
    return sorted(found, key=lambda item: (item.on, item.key.fee or 0, item.key.cost or 0))


def _fees(fees: FeeQuerySet, shares: list[CostShare]) -> Iterator[Item]:
    free: dict[int, list[FeeWaiver]] = defaultdict(list)
    for waiver in FeeWaiver.objects.everything(why=_WHY).filter(enrolment__in=fees.values("enrolment")):
        free[waiver.enrolment_id].append(waiver)
    shared: dict[int, list[CostShare]] = defaultdict(list)
    for one in shares:
        if one.enrolment_id:
            shared[one.enrolment_id].append(one)
    for fee in fees.select_related("enrolment__group__run__programme"):
        share = _share_of(fee, shared[fee.enrolment_id])
        name = share.words if share else fee.enrolment.group.run.programme
        yield Item(
            key=Key(fee.pk, None),
            on=fee.starts_on,
            what=f"{name}, {in_words(term_of(fee.starts_on))}",
            amount=fee.amount,
            share=share,
            is_free=any(holds(one, fee.starts_on) for one in free[fee.enrolment_id]),
        )


def _share_of(fee: Fee, shares: list[CostShare]) -> CostShare | None:
    """That which holds as the half-year begins, else the first that begins within it.

    Only shares of two places that turned out to be one overlap: then it is the one that lasts.
    """

    def order(share: CostShare) -> tuple[datetime.date, int]:
        return max(share.starts_on, fee.starts_on), -(share.ends_on or datetime.date.max).toordinal()

    return min((one for one in shares if holds(one, fee.starts_on, fee.ends_on)), key=order, default=None)


def _costs(through: datetime.date, shares: list[CostShare]) -> Iterator[Item]:
    by_key = {one.pk: one for one in shares}
    every = SharedCost.objects.everything(why=_WHY).filter(cost_share__in=by_key, on__lte=through)
    rows = list(every.order_by("on", "pk"))
    corrected: dict[int, int] = defaultdict(int)
    for row in rows:
        corrected[row.corrects_id or row.pk] += row.amount
    for row in rows:
        if row.corrects_id is None:
            share = by_key[row.cost_share_id]
            what = share.words if share.is_protected or not row.text else f"{share.words}: {row.text}"
            yield Item(Key(None, row.pk), row.on, what, corrected[row.pk], share)


def holds(row: CostShare | FeeWaiver, first: datetime.date, last: datetime.date | None = None) -> bool:
    """On that day, or on one of the period at least."""
    return row.starts_on <= (last or first) and (row.ends_on is None or row.ends_on >= first)


def in_words(term: Term) -> str:
    year = {"year": term.first.year}
    return _("autumn %(year)s") % year if term.is_autumn else _("spring %(year)s") % year

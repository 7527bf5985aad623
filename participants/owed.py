"""Who pays which part of a school's fees and shared costs, in a few questions however many there are."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from django.utils import translation
from django.utils.translation import gettext as _

from participants.models import CostShare, Fee, FeeWaiver, PayerKind, ShareBasis, SharedCost, SharePayer
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
    if share is not None:
        shares = shares.filter(pk=share.pk)
    named = ("payers__agency", "payers__municipality", "payers__grant__funder")
    every = list(shares.select_related("enrolment__participant").prefetch_related(*named))
    places = None if share is None else [share.enrolment_id]
    with translation.override(school.country.language):
        found = [*_fees(school, through, every, places), *_costs(through, every)]
    return sorted(found, key=lambda item: (item.on, item.key.fee or 0, item.key.cost or 0))


def _fees(
    school: CultureSchool, through: datetime.date, shares: list[CostShare], places: list[int | None] | None
) -> Iterator[Item]:
    fees = Fee.objects.everything(why=_WHY).filter(school=school, starts_on__lte=through)
    waivers = FeeWaiver.objects.everything(why=_WHY).filter(school=school)
    if places is not None:
        fees, waivers = fees.filter(enrolment__in=places), waivers.filter(enrolment__in=places)
    free: dict[int, list[FeeWaiver]] = defaultdict(list)
    for waiver in waivers:
        free[waiver.enrolment_id].append(waiver)
    shared: dict[int, list[CostShare]] = defaultdict(list)
    for one in shares:
        if one.enrolment_id:
            shared[one.enrolment_id].append(one)
    for fee in fees.select_related("enrolment__group__run__programme"):
        held = next((one for one in shared[fee.enrolment_id] if holds(one, fee.starts_on)), None)
        if places is not None and held is None:
            continue
        name = _named(held) if held else fee.enrolment.group.run.programme
        yield Item(
            key=Key(fee.pk, None),
            on=fee.starts_on,
            what=f"{name}, {in_words(term_of(fee.starts_on))}",
            amount=fee.amount,
            share=held,
            is_free=any(holds(one, fee.starts_on) for one in free[fee.enrolment_id]),
        )


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
            what = _named(share) if _is_protected(share) else f"{share}: {row.text}"
            yield Item(Key(None, row.pk), row.on, what, corrected[row.pk], share)


def _named(share: CostShare) -> str:
    """Of a protected address nothing that somebody wrote: more coordinators read settlements than know it."""
    return _("a place") if _is_protected(share) else str(share)


def _is_protected(share: CostShare) -> bool:
    return bool(share.enrolment and share.enrolment.participant.address_protection)


def holds(row: CostShare | FeeWaiver, day: datetime.date) -> bool:
    return row.starts_on <= day and (row.ends_on is None or row.ends_on >= day)


def in_words(term: Term) -> str:
    year = {"year": term.first.year}
    return _("autumn %(year)s") % year if term.is_autumn else _("spring %(year)s") % year

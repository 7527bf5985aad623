"""What agencies and families still owe of a school's fees and shared costs, beside what was settled."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import NamedTuple

from django.db.models import Sum
from django.utils import translation

from participants.models import Fee, InvoiceLine, PayerKind, Settlement, SettlementLine, ShareBasis
from participants.owed import FAMILY, SETTLED_WITH, Item, Key, Payer
from participants.querysets.fees import SettlementQuerySet
from participants.rules.sharing import still_due
from portal.accounts.models import CultureSchool

LINE_NAMES = ("cost_share__enrolment__participant",)
"""What the words of a line depend on."""
_WHY = "what was settled of a school that the caller works for"


class Owing(NamedTuple):
    """Of one fee or cost, in money or in kind."""

    key: Key
    in_kind: bool


@dataclass(frozen=True)
class DueLine:
    """A line that the next settlement with a payer is to have."""

    owing: Owing
    share_id: int
    on: datetime.date
    words: str
    case_reference: str
    whole: int
    share: Decimal | None
    amount: int
    is_correction: bool

    @property
    def in_kind(self) -> bool:
        return self.owing.in_kind

    @property
    def per_cent(self) -> Decimal | None:
        return None if self.share is None else self.share * 100


def due_lines(school: CultureSchool, items: Iterable[Item]) -> dict[Payer, list[DueLine]]:
    """By agency or municipality, in the words of the school's language; whoever owes nothing is left out."""
    now = _as_it_is(items)
    with translation.override(school.country.language):
        before = _as_settled(school)
    found: dict[Payer, list[DueLine]] = {}
    for payer in sorted({*now, *before}):
        lines = _lines(now.get(payer, {}), before.get(payer, {}))
        if lines:
            found[payer] = lines
    return found


def money_of(lines: Iterable[DueLine]) -> int:
    """What is owed: hours in kind are given, and stand beside."""
    return sum(line.amount for line in lines if not line.in_kind)


def _lines(now: Mapping[Owing, DueLine], before: Mapping[Owing, DueLine]) -> list[DueLine]:
    """In the words of now, or, of what is no longer shared with this payer, of then."""
    owed = {owing: line.amount for owing, line in now.items()}
    settled = {owing: line.amount for owing, line in before.items()}
    lines = [
        replace(now.get(owing) or before[owing], amount=amount, is_correction=owing in before)
        for owing, amount in still_due(owed, settled).items()
    ]
    return sorted(lines, key=lambda line: (line.on, line.words, line.owing.key.fee or 0, line.in_kind))


def _as_it_is(items: Iterable[Item]) -> dict[Payer, dict[Owing, DueLine]]:
    found: dict[Payer, dict[Owing, DueLine]] = defaultdict(dict)
    for item in items:
        for payer, amount in item.parts().items():
            row = item.row_of(payer)
            if row is None or payer.kind not in SETTLED_WITH or not amount:
                continue
            owing = Owing(item.key, row.basis == ShareBasis.KIND)
            found[payer][owing] = DueLine(
                owing=owing,
                share_id=row.cost_share_id,
                on=item.on,
                words=item.what,
                case_reference=row.case_reference,
                whole=item.amount,
                share=row.share,
                amount=amount,
                is_correction=False,
            )
    return found


def _as_settled(school: CultureSchool) -> dict[Payer, dict[Owing, DueLine]]:
    """The last line of each, with the sum of all its lines."""
    lines = SettlementLine.objects.everything(why=_WHY).filter(settlement__school=school)
    found: dict[Payer, dict[Owing, DueLine]] = defaultdict(dict)
    for line in lines.select_related("settlement", *LINE_NAMES).order_by("settlement__number", "pk"):
        owing = Owing(Key(line.fee_id, line.cost_id), line.in_kind)
        before = found[payer_of(line.settlement)].get(owing)
        found[payer_of(line.settlement)][owing] = DueLine(
            owing=owing,
            share_id=line.cost_share_id,
            on=line.on,
            words=line.words,
            case_reference=line.case_reference,
            whole=line.whole,
            share=line.share,
            amount=line.amount + (before.amount if before else 0),
            is_correction=True,
        )
    return found


def settlements_with(school: CultureSchool, payer: Payer) -> SettlementQuerySet:
    return Settlement.objects.everything(why=_WHY).filter(school=school, **named(payer))


def named(payer: Payer) -> dict[str, int]:
    """An agency or a municipality, as a row names it."""
    return {f"{payer.kind}_id": payer.pk}


def payer_of(settlement: Settlement) -> Payer:
    if settlement.agency_id:
        return Payer(PayerKind.AGENCY, settlement.agency_id)
    return Payer(PayerKind.MUNICIPALITY, settlement.municipality_id or 0)


def families_due(school: CultureSchool, items: Iterable[Item]) -> dict[int, int]:
    """By fee, what the family has not been invoiced for yet: below zero where it was invoiced too much.

    Once the details are removed nobody is known who could pay, or be paid back.
    """
    owed = {item.key.fee: item.parts().get(FAMILY, 0) for item in items if item.key.fee}
    lines = InvoiceLine.objects.everything(why=_WHY).filter(invoice_file__school=school, fee__isnull=False)
    sums = lines.order_by().values("fee").annotate(sum=Sum("amount"))
    settled = {row["fee"]: row["sum"] for row in sums}
    due = {fee: amount for fee, amount in still_due(owed, settled).items() if fee}
    known = Fee.objects.everything(why=_WHY).filter(pk__in=due, enrolment__participant__removed_on=None)
    return {fee: due[fee] for fee in known.values_list("pk", flat=True)}

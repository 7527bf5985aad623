"""Closing a settlement with one agency, and the file for invoicing: each amount once."""

import datetime

from django.db import transaction
from django.db.models import Max, Model
from django.utils import timezone
from django.utils.translation import gettext as _

from participants.actions.save_settings import locked_school
from participants.models import InvoiceFile, InvoiceLine, Settlement, SettlementLine
from participants.owed import Payer, items_of
from participants.rules.sharing import Span, period_of
from participants.school_settings import settings_of
from participants.settling import (
    DueLine,
    due_lines,
    families_due,
    money_of,
    named,
    settlements_with,
)
from portal.accounts.models import CultureSchool
from portal.audit.actor import Actor
from portal.audit.log import record
from portal.audit.saving import Refused

_WHY = "of a school that the actor coordinates"


class AlreadySettled(Refused):
    """Somebody has closed it, perhaps a moment ago."""


@transaction.atomic
def settle(*, actor: Actor, school_id: int, payer: Payer, day: datetime.date, total: int) -> Settlement:
    """The period that `day` lies in. `total` is the sum that the actor saw.

    Raises CultureSchool.DoesNotExist outside the actor's scope, and Refused.
    """
    school = locked_school(actor, school_id)
    period = period_of(day, settings_of(school).settlement_months)
    made = settlements_with(school, payer)
    if period.last >= timezone.localdate():
        raise Refused(_("A period is settled once it is over."))
    if made.within(*period).exists():
        raise AlreadySettled(_("This period is settled. What has changed since comes in the next one."))
    if made.filter(starts_on__gt=period.last).exists():
        raise Refused(_("A later period is settled already: what is missing comes in the next one."))
    lines = due_lines(school, items_of(school, period.last)).get(payer, [])
    if not lines:
        raise Refused(_("There is nothing to settle."))
    if money_of(lines) != total:
        raise Refused(_("The amounts have changed since the page was shown. Look at them once more."))
    return _close(actor, school, payer, period, lines)


def _close(
    actor: Actor, school: CultureSchool, payer: Payer, period: Span, lines: list[DueLine]
) -> Settlement:
    settlement = Settlement.objects.create(
        school=school,
        number=_next_number(Settlement, school),
        starts_on=period.first,
        ends_on=period.last,
        total=money_of(lines),
        currency=school.country.currency,
        closed_by=actor.signed_in,
        **named(payer),
    )
    SettlementLine.objects.bulk_create(
        SettlementLine(
            settlement=settlement,
            cost_share_id=line.share_id,
            fee_id=line.owing.key.fee,
            cost_id=line.owing.key.cost,
            on=line.on,
            what=line.words,
            case_reference=line.case_reference,
            whole=line.whole,
            share=line.share,
            amount=line.amount,
            in_kind=line.in_kind,
            is_correction=line.is_correction,
        )
        for line in lines
    )
    amounts = {"before": None, "after": settlement.total}
    record(actor, "close settlement", settlement, school=school, amount=amounts)
    return settlement


@transaction.atomic
def make_invoice_file(*, actor: Actor, school_id: int) -> InvoiceFile:
    """What families owe by today and closed settlements that no file has yet.

    Raises CultureSchool.DoesNotExist outside the actor's scope, and Refused where there is nothing.
    """
    school, today = locked_school(actor, school_id), timezone.localdate()
    due = families_due(school, items_of(school, today))
    settlements = Settlement.objects.everything(why=_WHY).filter(school=school, invoiced=None)
    owed = list(settlements.exclude(total=0).order_by("number"))
    if not due and not owed:
        raise Refused(_("Nothing is owed that is not in a file already."))
    file = InvoiceFile.objects.create(
        school=school,
        number=_next_number(InvoiceFile, school),
        through=today,
        currency=school.country.currency,
        made_by=actor.signed_in,
    )
    InvoiceLine.objects.bulk_create(
        [
            *(InvoiceLine(invoice_file=file, fee_id=fee, amount=due[fee]) for fee in sorted(due)),
            *(InvoiceLine(invoice_file=file, settlement=one, amount=one.total) for one in owed),
        ]
    )
    whole = sum(due.values()) + sum(one.total for one in owed)
    amounts = {"before": None, "after": whole}
    record(actor, "make file for invoicing", file, school=school, amount=amounts)
    return file


def _next_number(model: type[Model], school: CultureSchool) -> int:
    """The school is locked."""
    rows = model.objects.everything(why=_WHY).filter(school=school)  # type: ignore[attr-defined]
    return int(rows.aggregate(last=Max("number"))["last"] or 0) + 1

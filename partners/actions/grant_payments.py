"""Instalments of a grant: expected, received, paid back."""

import datetime
from dataclasses import asdict, dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from partners.actions.own_grant import open_grant
from partners.models import Grant, GrantPayment, GrantState
from portal.audit.actor import Actor
from portal.audit.log import record
from portal.audit.saving import Refused, noted, put, stands
from portal.audit.versions import check_version, version_of_fields


@dataclass(frozen=True)
class PaymentFacts:
    """In øre; less than 0 is paid back."""

    amount: int
    due_on: datetime.date | None = None
    received_on: datetime.date | None = None
    reference: str = ""


FIELDS = tuple(PaymentFacts.__dataclass_fields__)


def version_of_payment(row: GrantPayment) -> str:
    return version_of_fields(row, FIELDS)


@transaction.atomic
def add_payment(*, actor: Actor, grant_id: int, facts: PaymentFacts) -> GrantPayment:
    """Raises Grant.DoesNotExist outside the actor's scope, Closed and Refused."""
    grant = _awarded(actor, grant_id)
    there = GrantPayment.objects.visible_to(actor.person).filter(grant=grant, **asdict(facts))
    if there.exists():
        raise Refused(_("The same payment is there already. Another of the same day has its own voucher."))
    row = GrantPayment.objects.create(grant=grant, **asdict(facts))
    _record(actor, "add payment", row, grant, None, row.amount)
    return row


@transaction.atomic
def change_payment(*, actor: Actor, pk: int, facts: PaymentFacts, based_on: str) -> GrantPayment:
    """Raises GrantPayment.DoesNotExist, Closed and ChangedMeanwhile."""
    row, grant = _own(actor, pk)
    if stands(row, asdict(facts)):
        return row
    check_version(based_on, version_of_payment(row))
    before = row.amount
    put(row, asdict(facts))
    row.save()
    _record(actor, "change payment", row, grant, before, row.amount)
    return row


@transaction.atomic
def remove_payment(*, actor: Actor, pk: int) -> None:
    """One that was expected and has not come. Raises GrantPayment.DoesNotExist, Closed and Refused."""
    row, grant = _own(actor, pk)
    if row.received_on:
        raise Refused(_("This has been received, so it stays. What is paid back is an amount below 0."))
    _record(actor, "remove payment", row, grant, row.amount, None)
    row.delete()


def _own(actor: Actor, pk: int) -> tuple[GrantPayment, Grant]:
    """As it stands once its grant is locked."""
    rows = GrantPayment.objects.visible_to(actor.person)
    grant = _awarded(actor, rows.values_list("grant", flat=True).get(pk=pk))
    return rows.all().get(pk=pk), grant


def _awarded(actor: Actor, grant_id: int) -> Grant:
    grant = open_grant(actor, grant_id)
    if grant.state != GrantState.AWARDED:
        raise Refused(_("Payments come once the grant is awarded."))
    return grant


def _record(
    actor: Actor, action: str, row: GrantPayment, grant: Grant, before: int | None, after: int | None
) -> None:
    told = {"grant": grant.pk, "amount": {"before": before, "after": after}, "currency": grant.currency}
    days = noted({"due_on": row.due_on, "received_on": row.received_on})
    record(actor, action, row, school=grant.school_id, **told, **days)

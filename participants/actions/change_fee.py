"""One fee that is to be another: for who comes late or leaves, or where it was wrong."""

from dataclasses import asdict, dataclass
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _

from participants.models import Fee
from participants.rules.fees import fee
from portal.audit.actor import Actor
from portal.audit.log import record
from portal.audit.saving import Refused, put, stands
from portal.audit.versions import check_version, version_of_fields


@dataclass(frozen=True)
class FeeTerms:
    """What a fee follows from, beside the ordinary one; `trips` and `less` in øre."""

    factor: Decimal
    reduction: Decimal
    trips: int = 0
    less: int = 0

    @classmethod
    def of(cls, row: Fee) -> "FeeTerms":
        return cls(row.factor, row.reduction, row.trips, row.less)


def version_of_fee(row: Fee) -> str:
    return version_of_fields(row, asdict(FeeTerms.of(row)))


@transaction.atomic
def change_fee(*, actor: Actor, fee_id: int, terms: FeeTerms, why: str, based_on: str) -> Fee:
    """What was settled or invoiced of it stays as it is; the difference is a line of the next.

    Raises Fee.DoesNotExist outside the actor's scope, Refused and ChangedMeanwhile.
    """
    fees = Fee.objects.visible_to(actor.person).select_for_update(of=("self",), no_key=True)
    row, values = fees.get(pk=fee_id), asdict(terms)
    if stands(row, values):
        return row
    check_version(based_on, version_of_fee(row))
    before = row.amount
    try:
        row.amount = fee(ordinary=row.ordinary, **values)
    except ValueError:
        raise Refused(_("A fee is never below 0, and nobody pays less by more than all of it.")) from None
    put(row, values)
    row.changed_for = why
    row.save(update_fields=[*values, "amount", "changed_for"])
    amounts = {"before": before, "after": row.amount}
    record(actor, "change fee", row, school=row.school_id, why=why, amount=amounts)
    return row

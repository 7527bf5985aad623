"""What was given of a commitment and follows from no log, noted by hand; nothing noted is ever changed."""

import datetime
from collections.abc import Iterable

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from partners.actions.own_agreement import OF_IT, own_agreement
from partners.models import Commitment, Delivery
from partners.rules.agreements import Period
from portal.audit.actor import Actor
from portal.audit.log import record
from portal.audit.saving import Refused, stands
from portal.audit.versions import check_version, version_of


def version_of_given(noted: Iterable[Delivery]) -> str:
    """Of all that was noted of a commitment so far."""
    return version_of(sorted(one.pk for one in noted))


@transaction.atomic
def note_delivery(
    *,
    actor: Actor,
    agreement_id: int,
    commitment_id: int,
    on: datetime.date,
    quantity: int,
    note: str = "",
    based_on: str,
) -> Delivery:
    """`quantity` below 0 takes back; what one has just noted and sends again is noted once.

    Raises DoesNotExist, ChangedMeanwhile where another has noted something since, and Refused with the rule.
    """
    agreement = own_agreement(actor, agreement_id)
    commitment = Commitment.objects.everything(why=OF_IT).get(agreement=agreement, pk=commitment_id)
    if not agreement.signed_on:
        raise Refused(_("The agreement is a draft: what is given counts from when all have signed."))
    period = Period(agreement.starts_on, agreement.ends_on, agreement.ended_early_on)
    if not period.starts_on <= on <= period.last_day:
        raise Refused(_("This day lies outside the agreement's period."))
    if on > timezone.localdate():
        raise Refused(_("This day is still to come: note what has been given."))
    facts = {"on": on, "quantity": quantity, "note": note, "noted_by": actor.signed_in}
    there = list(Delivery.objects.everything(why=OF_IT).filter(commitment=commitment).order_by("pk"))
    current = version_of_given(there)
    if based_on != current and there and stands(there[-1], facts):
        return there[-1]
    check_version(based_on, current)
    given = sum(one.quantity for one in there)
    if given + quantity < 0:
        raise Refused(_("So much has not been noted: it would leave less than nothing."))
    row = Delivery.objects.create(commitment=commitment, **facts)
    amount = {"before": given, "after": given + quantity}
    record(actor, "note delivery", row, school=agreement.school_id, unit=commitment.unit, amount=amount)
    return row

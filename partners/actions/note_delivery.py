"""What was given of a commitment and follows from no log, noted by hand; nothing noted is ever changed."""

import datetime

from django.db import transaction
from django.db.models import Sum
from django.utils import timezone
from django.utils.translation import gettext as _

from partners.actions.own_agreement import OF_IT, own_agreement
from partners.models import Commitment, Delivery
from partners.rules.agreements import Period
from portal.audit.actor import Actor
from portal.audit.log import record
from portal.audit.saving import Refused


@transaction.atomic
def note_delivery(
    *, actor: Actor, agreement_id: int, commitment_id: int, on: datetime.date, quantity: int, note: str = ""
) -> Delivery:
    """`quantity` below 0 takes back. Raises DoesNotExist, and Refused with the rule."""
    agreement = own_agreement(actor, agreement_id)
    commitment = Commitment.objects.everything(why=OF_IT).get(agreement=agreement, pk=commitment_id)
    if not agreement.signed_on:
        raise Refused(_("The agreement is a draft: what is given counts from when all have signed."))
    period = Period(agreement.starts_on, agreement.ends_on, agreement.ended_early_on)
    if not period.starts_on <= on <= period.last_day:
        raise Refused(_("This day lies outside the agreement's period."))
    if on > timezone.localdate():
        raise Refused(_("This day is still to come: note what has been given."))
    there = Delivery.objects.everything(why=OF_IT).filter(commitment=commitment)
    if (there.aggregate(sum=Sum("quantity"))["sum"] or 0) + quantity < 0:
        raise Refused(_("So much has not been noted: it would leave less than nothing."))
    row = Delivery.objects.create(
        commitment=commitment, on=on, quantity=quantity, note=note, noted_by=actor.signed_in
    )
    amount = {"before": 0, "after": quantity}
    record(actor, "note delivery", row, school=agreement.school_id, unit=commitment.unit, amount=amount)
    return row

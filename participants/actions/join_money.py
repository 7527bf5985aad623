"""Two places that turn out to be one: what was settled and invoiced of either is so of the one that stays."""

import datetime

from django.utils import timezone

from participants.models import CostShare, Enrolment, Fee, FeeWaiver, InvoiceLine, SettlementLine

_WHY = "of two people whom a coordinator has said to be one"


def join_money(stays: Enrolment, goes: Enrolment) -> None:
    """Of two fees of one half-year the one of the place that stays: what was paid twice comes back."""
    _join_fees(stays, goes)
    waivers = FeeWaiver.objects.everything(why=_WHY)
    if waivers.filter(enrolment=stays, ends_on=None).exists():
        waivers.filter(enrolment=goes, ends_on=None).delete()
    waivers.filter(enrolment=goes).update(enrolment=stays)
    _join_shares(stays, goes)


def _join_fees(stays: Enrolment, goes: Enrolment) -> None:
    fees = Fee.objects.everything(why=_WHY)
    own = {fee.starts_on: fee for fee in fees.filter(enrolment=stays)}
    for fee in fees.filter(enrolment=goes):
        same = own.get(fee.starts_on)
        if same is None:
            fee.enrolment = stays
            fee.save(update_fields=["enrolment"])
            continue
        for model in (InvoiceLine, SettlementLine):
            model.objects.everything(why=_WHY).filter(fee=fee).update(fee=same)
        fee.delete()


def _join_shares(stays: Enrolment, goes: Enrolment) -> None:
    """Where both are shared now, that of the place which goes ends yesterday: its lines lead to it."""
    shares = CostShare.objects.everything(why=_WHY)
    if shares.filter(enrolment=stays, ends_on=None).exists():
        yesterday = timezone.localdate() - datetime.timedelta(days=1)
        for share in shares.filter(enrolment=goes, ends_on=None):
            share.ends_on = max(share.starts_on, yesterday)
            share.save(update_fields=["ends_on"])
    shares.filter(enrolment=goes).update(enrolment=stays)

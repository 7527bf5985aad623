"""What becomes of an agreement: signed by all, given notice, renewed."""

import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from partners.actions.own_agreement import (
    OF_IT,
    commitments_of,
    own_agreement,
    parties_of,
    version_of_document,
)
from partners.actions.save_party import contacts_for
from partners.models import Agreement, AgreementParty, Attachment, Commitment, Delivery, PaperKind
from partners.rules.agreements import Period, next_period
from portal.audit.actor import Actor
from portal.audit.log import record
from portal.audit.saving import Refused
from portal.audit.versions import check_version, version_of

_AT_LEAST = 2


def version_of_signing(agreement: Agreement) -> str:
    """Of what all have signed, and of the day that is noted."""
    return version_of(version_of_document(agreement), agreement.signed_on)


@transaction.atomic
def sign(*, actor: Actor, agreement_id: int, on: datetime.date, based_on: str) -> Agreement:
    """From now on what it says stands; of one that is signed, `on` corrects the day.

    Raises Agreement.DoesNotExist, ChangedMeanwhile, and Refused with what is missing.
    """
    agreement = own_agreement(actor, agreement_id)
    if agreement.signed_on == on:
        return agreement
    check_version(based_on, version_of_signing(agreement))
    if on > timezone.localdate():
        raise Refused(_("That day is still to come: note the day when all have signed."))
    if not agreement.signed_on:
        _check_whole(agreement)
    before, agreement.signed_on = agreement.signed_on, on
    agreement.save(update_fields=["signed_on"])
    action = "correct day of signing" if before else "sign agreement"
    record(actor, action, agreement, school=agreement.school_id, on=str(on), before=str(before or ""))
    return agreement


def _check_whole(agreement: Agreement) -> None:
    if len(parties_of(agreement)) < _AT_LEAST:
        raise Refused(_("An agreement has two parties at least: add the other one."))
    if not commitments_of(agreement):
        raise Refused(_("Nobody has promised anything yet: add a commitment."))


@transaction.atomic
def take_back_signing(*, actor: Actor, agreement_id: int) -> Agreement:
    """A draft again, where nothing has followed from it. Raises Agreement.DoesNotExist and Refused."""
    agreement = own_agreement(actor, agreement_id)
    if not agreement.signed_on:
        return agreement
    if may_not_take_back(agreement):
        raise Refused(
            _(
                "Something has followed from it: a signed copy, what was given, notice or renewal. "
                "Only the day can be corrected."
            )
        )
    before, agreement.signed_on = agreement.signed_on, None
    agreement.save(update_fields=["signed_on"])
    record(actor, "take back signing", agreement, school=agreement.school_id, before=str(before))
    return agreement


def may_not_take_back(agreement: Agreement) -> bool:
    """Whether others rely on it by now."""
    copies = Attachment.objects.everything(why=OF_IT).filter(agreement=agreement)
    return (
        agreement.ended_early_on is not None
        or copies.filter(kind=PaperKind.SIGNED_AGREEMENT).exists()
        or Delivery.objects.everything(why=OF_IT).filter(commitment__agreement=agreement).exists()
        or Agreement.objects.everything(why=OF_IT).filter(renews=agreement).exists()
    )


@transaction.atomic
def give_notice(*, actor: Actor, agreement_id: int, on: datetime.date | None) -> Agreement:
    """`on` is its last day; none takes the notice back. Raises Agreement.DoesNotExist and Refused."""
    agreement = own_agreement(actor, agreement_id)
    if agreement.ended_early_on == on:
        return agreement
    if not agreement.signed_on:
        raise Refused(_("It is a draft: change its last day, or remove it."))
    if on and not agreement.starts_on <= on <= agreement.ends_on:
        raise Refused(_("Its last day lies within its period."))
    today = timezone.localdate()
    if agreement.ended_early_on and agreement.ended_early_on < today:
        raise Refused(_("It has ended already."))
    before, agreement.ended_early_on = agreement.ended_early_on, on
    agreement.save(update_fields=["ended_early_on"])
    record(
        actor,
        "give notice",
        agreement,
        school=agreement.school_id,
        on=str(on or ""),
        before=str(before or ""),
    )
    return agreement


@transaction.atomic
def renew(*, actor: Actor, agreement_id: int) -> Agreement:
    """A draft for the next period with the same parties and commitments; the second time, the same draft.

    Whoever spoke for an agency speaks again if she is still there, else its only contact. What counts
    towards a commitment is chosen anew: the runs are others. Raises Agreement.DoesNotExist and Refused.
    """
    old = own_agreement(actor, agreement_id)
    if there := Agreement.objects.everything(why=OF_IT).filter(renews=old).first():
        return there
    if not old.signed_on:
        raise Refused(_("It is a draft still: sign it first, or change its period."))
    period = next_period(Period(old.starts_on, old.ends_on, old.ended_early_on))
    new = Agreement.objects.create(
        school=old.school,
        kind=old.kind,
        title=old.title,
        aims=old.aims,
        starts_on=period.starts_on,
        ends_on=period.ends_on,
        remind_days=old.remind_days,
        responsible_id=old.responsible_id,
        renews=old,
    )
    _copy(old, new)
    record(actor, "renew agreement", new, school=new.school_id, renews=old.pk)
    return new


def _copy(old: Agreement, new: Agreement) -> None:
    copies: dict[int, AgreementParty] = {}
    for party in parties_of(old):
        copies[party.pk] = _copy_party(party, new)
    Commitment.objects.bulk_create(
        Commitment(
            agreement=new,
            position=one.position,
            giver=copies[one.giver_id],
            service=one.service,
            unit=one.unit,
            quantity=one.quantity,
            currency=one.currency,
            payer=copies[one.payer_id] if one.payer_id else None,
        )
        for one in commitments_of(old)
    )


def _copy_party(party: AgreementParty, new: Agreement) -> AgreementParty:
    copy = AgreementParty(
        agreement=new,
        position=party.position,
        school_id=party.school_id,
        agency_id=party.agency_id,
        municipality_id=party.municipality_id,
    )
    there = list(contacts_for(new, copy))
    same = next((one for one in there if one.pk == party.contact_id), None)
    copy.contact = same or (there[0] if len(there) == 1 else None)
    copy.save()
    return copy

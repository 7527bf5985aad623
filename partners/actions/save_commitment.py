"""The commitments of a draft, one by one."""

from dataclasses import asdict, dataclass

from django.db import transaction

from partners.actions.own_agreement import OF_IT, commitments_of, own_draft
from partners.models import Agreement, AgreementParty, Commitment, CommitmentUnit
from portal.audit.actor import Actor
from portal.audit.log import record
from portal.audit.saving import put, stands
from portal.audit.versions import check_version, version_of_fields

FIELDS = ("giver_id", "service", "unit", "quantity", "payer_id")


@dataclass(frozen=True)
class CommitmentFacts:
    """`quantity`: minutes for hours, øre for money, else a number. No payer: nobody pays for it."""

    giver_id: int
    service: str
    unit: str
    quantity: int
    payer_id: int | None = None


def version_of_commitment(commitment: Commitment) -> str:
    return version_of_fields(commitment, FIELDS)


@transaction.atomic
def add_commitment(*, actor: Actor, agreement_id: int, facts: CommitmentFacts) -> Commitment:
    """The same one again is the one that there is. Raises DoesNotExist, also for a stranger, and Closed."""
    agreement = own_draft(actor, agreement_id)
    _check_parties(agreement, facts)
    there = commitments_of(agreement)
    if twin := next((one for one in there if stands(one, asdict(facts))), None):
        return twin
    position = max((one.position for one in there), default=0) + 1
    row = Commitment(agreement=agreement, position=position, currency=_currency(agreement, facts))
    put(row, asdict(facts))
    row.save()
    record(actor, "add commitment", row, school=agreement.school_id, **_noted(facts))
    return row


@transaction.atomic
def change_commitment(
    *, actor: Actor, agreement_id: int, commitment_id: int, facts: CommitmentFacts, based_on: str
) -> Commitment:
    """Raises DoesNotExist, Closed and ChangedMeanwhile."""
    agreement = own_draft(actor, agreement_id)
    row = Commitment.objects.everything(why=OF_IT).get(agreement=agreement, pk=commitment_id)
    if stands(row, asdict(facts)):
        return row
    check_version(based_on, version_of_commitment(row))
    _check_parties(agreement, facts)
    before = row.quantity
    put(row, {**asdict(facts), "currency": _currency(agreement, facts)})
    row.save()
    noted = _noted(facts) | {"amount": {"before": before, "after": facts.quantity}}
    record(actor, "change commitment", row, school=agreement.school_id, **noted)
    return row


@transaction.atomic
def remove_commitment(*, actor: Actor, agreement_id: int, commitment_id: int) -> None:
    """Nothing happens where it is gone. Raises Agreement.DoesNotExist and Closed."""
    agreement = own_draft(actor, agreement_id)
    for row in Commitment.objects.everything(why=OF_IT).filter(agreement=agreement, pk=commitment_id):
        noted = {"unit": row.unit, "amount": {"before": row.quantity, "after": 0}}
        record(actor, "remove commitment", row, school=agreement.school_id, **noted)
        row.delete()


def _check_parties(agreement: Agreement, facts: CommitmentFacts) -> None:
    parties = AgreementParty.objects.everything(why=OF_IT).filter(agreement=agreement)
    parties.get(pk=facts.giver_id)
    if facts.payer_id is not None:
        parties.get(pk=facts.payer_id)


def _currency(agreement: Agreement, facts: CommitmentFacts) -> str:
    return agreement.school.country.currency if facts.unit == CommitmentUnit.MONEY else ""


def _noted(facts: CommitmentFacts) -> dict[str, object]:
    return {"unit": facts.unit, "amount": {"before": 0, "after": facts.quantity}}

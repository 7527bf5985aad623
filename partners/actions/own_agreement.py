"""What the actions of agreements share: an agreement of the actor's school, locked, and what it says."""

from partners.models import Agreement, AgreementParty, Commitment
from partners.policies.agreement import check_draft
from portal.audit.actor import Actor
from portal.audit.versions import version_of

OF_IT = "of the agreement that the action has locked"
TERMS = ("kind", "title", "aims", "starts_on", "ends_on")


def own_agreement(actor: Actor, agreement_id: int) -> Agreement:
    """Locked until the transaction ends. Raises Agreement.DoesNotExist outside the actor's schools."""
    rows = Agreement.objects.visible_to(actor.person).select_related("school__municipality")
    return rows.select_for_update(of=("self",), no_key=True).get(pk=agreement_id)


def own_draft(actor: Actor, agreement_id: int) -> Agreement:
    """Raises Closed as well, where all have signed."""
    agreement = own_agreement(actor, agreement_id)
    check_draft(agreement)
    return agreement


def parties_of(agreement: Agreement) -> list[AgreementParty]:
    rows = AgreementParty.objects.everything(why=OF_IT).filter(agreement=agreement)
    return list(rows.select_related("school", "agency", "municipality", "contact").order_by("position", "pk"))


def commitments_of(agreement: Agreement) -> list[Commitment]:
    rows = Commitment.objects.everything(why=OF_IT).filter(agreement=agreement)
    return list(rows.order_by("position", "pk"))


def version_of_document(agreement: Agreement) -> str:
    """Of everything that stands in it as it is signed, in whatever language it is asked for."""
    terms = [getattr(agreement, name) for name in TERMS]
    parties = [
        (one.pk, one.position, _name(one), str(one.contact or ""), one.contact.title if one.contact else "")
        for one in parties_of(agreement)
    ]
    promised = [
        (one.position, one.giver_id, one.service, one.unit, one.quantity, one.currency, one.payer_id)
        for one in commitments_of(agreement)
    ]
    return version_of(terms, parties, promised)


def _name(party: AgreementParty) -> str:
    """As it is stored; `str` adds a word in the reader's language."""
    row = party.school or party.agency or party.municipality
    return row.name if row else ""

"""What is noted when a family opens its link."""

from django.db import transaction
from django.utils import timezone

from participants.actions.keep_draft import locked_link
from participants.links import contact_of
from participants.models import FamilyLink, Guardian, Offer
from portal.audit.actor import Actor
from portal.audit.log import record

_WHY = "what the actor's own link has applied for"


@transaction.atomic
def note_opened(*, actor: Actor) -> None:
    """The family has seen what stands there: an open offer is delivered."""
    now = timezone.now()
    FamilyLink.objects.everything(why=_WHY).filter(pk=actor.link_id or 0).update(opened_at=now)
    offers = Offer.objects.everything(why=_WHY).select_for_update(of=("self",), no_key=True)
    waiting = offers.filter(
        enrolment__application__link=actor.link_id,
        enrolment__application__link__isnull=False,
        ended_at=None,
        delivered_at=None,
    )
    for offer in waiting:
        offer.delivered_at = now
        offer.save(update_fields=["delivered_at"])
        record(actor, "read offer", offer, school=offer.school_id)


@transaction.atomic
def verify_contact(*, actor: Actor, contact: str) -> FamilyLink:
    """`contact` has received what was sent to it; nothing is noted where the family has changed it since."""
    link = locked_link(actor)
    if link.contact_verified_at or contact_of(link) != contact:
        return link
    link.contact_verified_at = timezone.now()
    link.save(update_fields=["contact_verified_at"])
    guardians = Guardian.objects.everything(why=_WHY).filter(
        participant__applications__link=link, email=link.email, phone=link.phone
    )
    keys = list(guardians.values_list("pk", flat=True))
    Guardian.objects.everything(why=_WHY).filter(pk__in=keys).update(
        contact_verified_at=link.contact_verified_at
    )
    record(actor, "verify contact", link, school=link.school_id)
    return link

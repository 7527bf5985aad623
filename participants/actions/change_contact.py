"""How a family is reached, and who else speaks for the child."""

from django.db import transaction

from participants.actions.keep_draft import locked_link, set_contact
from participants.actions.tell_family import tell_family
from participants.links import contact_of
from participants.models import FamilyLink, Guardian, MessageKind, Participant
from portal.audit.actor import Actor
from portal.audit.log import record

_WHY = "of the children that the actor's own link has applied for"


@transaction.atomic
def change_contact(*, actor: Actor, email: str, phone: str) -> FamilyLink:
    """Of the link and of whoever applied by it; the new contact is sent the link, which proves it."""
    link = locked_link(actor)
    before = (link.email, link.phone)
    if before == (email, phone):
        return link
    told = contact_of(link)
    set_contact(link, email=email, phone=phone)
    link.save(update_fields=["email", "phone", "contact_verified_at"])
    children = Participant.objects.within_reach_of(actor)
    guardians = Guardian.objects.everything(why=_WHY).filter(participant__in=children.values("id"))
    guardians.filter(email=before[0], phone=before[1]).update(
        email=email, phone=phone, contact_verified_at=link.contact_verified_at
    )
    record(actor, "change contact", link, school=link.school_id)
    child = children.order_by("pk").last()
    if child and contact_of(link) != told:
        tell_family(actor=actor, participant=child, link=link, kind=MessageKind.LINK)
    return link


@transaction.atomic
def add_guardian(
    *, actor: Actor, participant_id: int, name: str, email: str, phone: str, has_responsibility: bool
) -> Guardian:
    """Another one who speaks for the child, or, without responsibility, is only known; sent again, once.

    Raises Participant.DoesNotExist for a child that the actor's link has not applied for.
    """
    children = Participant.objects.within_reach_of(actor).select_for_update(of=("self",), no_key=True)
    child = children.get(pk=participant_id)
    guardian, is_new = Guardian.objects.everything(why=_WHY).get_or_create(
        participant=child,
        name=name,
        email=email,
        phone=phone,
        defaults={"school_id": child.school_id, "has_parental_responsibility": has_responsibility},
    )
    if is_new:
        record(actor, "add guardian", guardian, school=child.school_id, has_responsibility=has_responsibility)
    return guardian

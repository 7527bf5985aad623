"""What a family types is kept in its link from the first answer on, until it is sent."""

import datetime
from collections.abc import Mapping

from django.db import transaction
from django.utils import timezone

from participants.links import contact_of
from participants.models import FamilyLink
from portal.audit.actor import Actor
from portal.audit.log import record
from programmes.models import Group

FAMILY = "family"
DRAFT_DAYS = 30
_WHY = "the signed address is the right"
Kept = Mapping[str, str]


class NothingDrafted(Exception):
    """What was being written has been sent already, or was never begun."""


@transaction.atomic
def start_draft(*, actor: Actor, group: Group, language: str, child: Kept) -> FamilyLink:
    """A new link with the first answer in it; `group` is what the family came for."""
    link = FamilyLink.objects.create(
        school_id=group.school_id,
        language=language,
        expires_at=timezone.now() + datetime.timedelta(days=DRAFT_DAYS),
        draft={"group": group.pk, "child": dict(child)},
    )
    record(actor, "begin application", link, school=group.school_id, group=group.pk)
    return link


@transaction.atomic
def keep_answers(*, actor: Actor, step: str, answers: Kept, language: str) -> FamilyLink:
    """Keep one page's answers in the draft of the actor's link. Raises NothingDrafted.

    The contact given last is where the link is sent; another one has to be proved anew.
    """
    link = locked_link(actor)
    if link.draft is None:
        raise NothingDrafted
    link.draft = {**link.draft, step: dict(answers)}
    link.language = language
    if "email" in answers:
        set_contact(link, email=answers["email"], phone=answers["phone"])
    link.save(update_fields=["draft", "language", "email", "phone", "contact_verified_at"])
    return link


@transaction.atomic
def start_sibling(*, actor: Actor, group_id: int, answers: Mapping[str, Kept]) -> FamilyLink:
    """Begin the next child's application on the same link; one that is being written is left as it is."""
    link = locked_link(actor)
    if link.draft is None:
        link.draft = {
            "group": group_id,
            "sibling": True,
            **{step: dict(kept) for step, kept in answers.items()},
        }
        link.save(update_fields=["draft"])
        record(actor, "begin application", link, school=link.school_id, group=group_id)
    return link


def set_contact(link: FamilyLink, *, email: str, phone: str) -> None:
    """Another contact has not been proved; the caller saves."""
    before = contact_of(link)
    link.email, link.phone = email, phone
    if contact_of(link) != before:
        link.contact_verified_at = None


def locked_link(actor: Actor) -> FamilyLink:
    """The actor's own link, for this transaction alone. Raises FamilyLink.DoesNotExist."""
    links = FamilyLink.objects.everything(why=_WHY)
    return links.select_for_update(of=("self",), no_key=True).get(
        pk=actor.link_id or 0, expires_at__gt=timezone.now()
    )

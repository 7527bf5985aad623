"""Whose whole record a family's link hands out."""

from django.apps import apps
from django.db.models import Exists, OuterRef, Q

from participants.querysets.people import ParticipantQuerySet

_THEIR_OWN = ("parent", "representative")


def handed_to(people: ParticipantQuerySet, *, link_id: int, contact: str) -> ParticipantQuerySet:
    """Those whom the link's verified contact speaks for, or is; of a protected address the school tells.

    A parent's or a representative's contact must be that of a guardian with parental responsibility, so that
    a link through which a stranger applied for a child opens nothing but what the stranger wrote.
    """
    if not contact:
        return people.none()
    guardians = apps.get_model("participants", "Guardian").objects.everything(why="of the link")
    speaking = guardians.filter(
        Q(email__iexact=contact) | Q(phone=contact),
        Q(has_parental_responsibility=True) | Q(is_representative=True),
        participant=OuterRef("pk"),
    )
    own = people.filter(
        Q(applications__applicant__in=_THEIR_OWN) & Exists(speaking) | Q(applications__applicant="person"),
        applications__link=link_id,
        removed_on=None,
        address_protection="",
    )
    return own.distinct()

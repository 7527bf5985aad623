"""An administrator's look at one person: with a written reason, for an hour, told to the school."""

import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from participants.actions.tell_staff import tell_coordinators
from participants.models import NoticeKind, Opening, Participant
from portal.audit.actor import Actor
from portal.audit.log import record
from portal.scope.rights import rights_of
from portal.scope.roles import Role

LASTS = datetime.timedelta(minutes=60)
_WHY = "by number alone, for an administrator with a reason"


class ReasonMissing(Exception):
    """Nothing was opened: an opening needs a reason in words."""


@transaction.atomic
def open_person(*, actor: Actor, participant_id: int, reason: str) -> Opening:
    """One person at a time: an earlier opening of the same administrator ends.

    Raises PermissionDenied for all but administrators, ReasonMissing, and Participant.DoesNotExist for a
    protected address as for a number that nobody has.
    """
    user = actor.signed_in
    if not rights_of(user).holds(Role.ADMINISTRATOR):
        raise PermissionDenied
    if not reason.strip():
        raise ReasonMissing
    known = Participant.objects.everything(why=_WHY).filter(address_protection="", removed_on=None)
    person, now = known.select_related("school").get(pk=participant_id), timezone.now()
    earlier = Opening.objects.everything(why=_WHY).filter(administrator=user, ends_at__gt=now)
    earlier.update(ends_at=now)
    opening = Opening.objects.create(
        school=person.school,
        participant=person,
        administrator=user,
        reason=reason.strip(),
        opened_at=now,
        ends_at=now + LASTS,
    )
    record(actor, "open person", person, school=person.school_id, opening=opening.pk)
    tell_coordinators(actor=actor, school=person.school, kind=NoticeKind.OPENING)
    return opening

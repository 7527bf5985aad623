"""The coming sessions of the places that a family holds: when and where, never whose group it is."""

import datetime
from dataclasses import dataclass

from django.utils import timezone

from participants.links import is_protected
from participants.models import Enrolment, FamilyLink
from participants.rules.enrolment import ENROLLED
from participants.views.families.by_link import actor_of
from programmes.models import Session, SessionState
from programmes.public_room import public_room
from programmes.querysets.groups import SessionQuerySet

SHOWN = 8
AHEAD = datetime.timedelta(days=60)


@dataclass(frozen=True)
class Meeting:
    session: Session
    place: str

    @property
    def is_cancelled(self) -> bool:
        return self.session.state == SessionState.CANCELLED


def sessions_of(link: FamilyLink) -> SessionQuerySet:
    """None at all where anybody's address is protected: they would tell where to find the child."""
    sessions = Session.objects.everything(why="of the places that the link's own family holds")
    if is_protected(link):
        return sessions.none()
    places = Enrolment.objects.within_reach_of(actor_of(link)).filter(
        state=ENROLLED, participant__removed_on=None
    )
    return sessions.filter(group__in=places.values("group_id"))


def coming_of(link: FamilyLink) -> list[Meeting]:
    now = timezone.now()
    rows = sessions_of(link).filter(ends_at__gt=now, starts_at__lt=now + AHEAD)
    shown = rows.select_related("group__partner_school").order_by("starts_at")[:SHOWN]
    return [Meeting(session, public_room(session.group, session.room)) for session in shown]

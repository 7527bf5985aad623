import datetime
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from participants.actions.tell_of_session import tell_of_session
from participants.models import Message, MessageKind
from portal.audit.actor import Actor
from portal.audit.log import record
from portal.audit.versions import check_version, version_of
from programmes.actions.booking import Wanted, check_free, lock_session
from programmes.models import Session
from programmes.policies.plan import check_changeable, check_in_run, check_may_decide_about

FIELDS = ("starts_at", "ends_at", "room")


@dataclass(frozen=True)
class Where:
    """The time and the room that hold from now on; an empty room is the group's."""

    starts_at: datetime.datetime
    ends_at: datetime.datetime
    room: str = ""


def version_of_session(session: Session) -> str:
    moments = (session.starts_at.timestamp(), session.ends_at.timestamp())
    return version_of(*moments, session.room, session.state)


@transaction.atomic
def move_session(*, actor: Actor, session_id: int, to: Where, based_on: str) -> list[Message]:
    """Give one session another time or room, and tell its families where any of it lies ahead.

    `moved_from` keeps when it was to be at first. Returns the messages. Raises Session.DoesNotExist outside
    the actor's scope, PermissionDenied, RunClosed, AlreadyHeld, SessionCancelled, OutsideRun, DoubleBooked
    and ChangedMeanwhile.
    """
    session, people = lock_session(Session.objects.visible_to(actor.person), session_id)
    check_may_decide_about(actor.signed_in, session)
    check_changeable(session)
    if (to.starts_at, to.ends_at, to.room) == (session.starts_at, session.ends_at, session.room):
        return []
    check_version(based_on, version_of_session(session))
    day = timezone.localdate(to.starts_at)
    check_in_run(session.group.run, day, day)
    wanted = Wanted(session.group, to.starts_at, to.ends_at, to.room, people, session.pk)
    check_free(actor=actor, wanted=[wanted])
    before = session.starts_at
    _write(session, to)
    days = {"before": before.isoformat(), "after": to.starts_at.isoformat()}
    record(actor, "move session", session, school=session.school_id, **days)
    return tell_of_session(actor=actor, session=session, kind=MessageKind.MOVED, before=before)


def _write(session: Session, to: Where) -> None:
    """Moved back to where it was at first, it is not moved any more."""
    at_first = session.moved_from or session.starts_at
    session.starts_at, session.ends_at, session.room = to.starts_at, to.ends_at, to.room
    session.moved_from = None if at_first == to.starts_at else at_first
    session.changes += 1
    session.save(update_fields=[*FIELDS, "moved_from", "changes"])

"""A session is called off, or taken up again after all; its families are told at once."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from participants.actions.tell_of_session import tell_of_session
from participants.models import Message, MessageKind
from portal.audit.actor import Actor
from portal.audit.log import record
from programmes.actions.booking import Wanted, check_free, lock_session
from programmes.models import CancelReason, Session, SessionState
from programmes.policies.plan import AlreadyHeld, check_may_call_off


@transaction.atomic
def cancel_session(*, actor: Actor, session_id: int, reason: CancelReason) -> list[Message]:
    """Say that a session is cancelled and why, and tell the families of one that lies ahead.

    Cancelled again it tells nobody; another reason takes the place of the first. Returns the messages.
    Raises Session.DoesNotExist outside the actor's scope, PermissionDenied, RunClosed, and AlreadyHeld.
    """
    session = Session.objects.visible_to(actor.person).locked().get(pk=session_id)
    check_may_call_off(actor.person, session)
    if session.state == SessionState.HELD:
        raise AlreadyHeld(_("This session is logged as held, so it was not cancelled."))
    if session.cancel_reason == reason:
        return []
    is_news = session.state != SessionState.CANCELLED
    session.state, session.cancel_reason = SessionState.CANCELLED, reason
    session.logged_at, session.logged_by = timezone.now(), actor.user
    session.changes += is_news
    session.save(update_fields=["state", "cancel_reason", "logged_at", "logged_by", "changes"])
    record(actor, "cancel session", session, school=session.school_id, reason=str(reason))
    return tell_of_session(actor=actor, session=session, kind=MessageKind.CANCELLED) if is_news else []


@transaction.atomic
def take_up_session(*, actor: Actor, session_id: int) -> list[Message]:
    """A cancelled session takes place after all: its room and people must still be free.

    One that is not cancelled stays as it is. Returns the messages. Raises Session.DoesNotExist outside the
    actor's scope, PermissionDenied, RunClosed and DoubleBooked.
    """
    session, people = lock_session(Session.objects.visible_to(actor.person), session_id)
    check_may_call_off(actor.person, session)
    if session.state != SessionState.CANCELLED:
        return []
    wanted = Wanted(session.group, session.starts_at, session.ends_at, session.room, people, session.pk)
    check_free(actor=actor, wanted=[wanted])
    session.state, session.cancel_reason = SessionState.PLANNED, ""
    session.logged_at, session.logged_by = None, None
    session.changes += 1
    session.save(update_fields=["state", "cancel_reason", "logged_at", "logged_by", "changes"])
    record(actor, "take up session", session, school=session.school_id)
    return tell_of_session(actor=actor, session=session, kind=MessageKind.MOVED)

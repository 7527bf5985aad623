from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from portal.audit.actor import Actor
from portal.audit.log import record
from programmes.models import CancelReason, Session, SessionState
from programmes.policies.run import check_open


class AlreadyHeld(Exception):
    """A session that was logged as held is not cancelled; the message says so."""


@transaction.atomic
def cancel_session(*, actor: Actor, session_id: int, reason: CancelReason) -> Session:
    """Say that a session was cancelled and why. Again with the same reason changes nothing.

    Raises Session.DoesNotExist outside the actor's scope, RunClosed, and AlreadyHeld.
    """
    session = Session.objects.visible_to(actor.person).locked().get(pk=session_id)
    check_open(session.group.run)
    if session.state == SessionState.HELD:
        raise AlreadyHeld(_("This session is logged as held, so it was not cancelled."))
    if session.cancel_reason == reason:
        return session
    session.state, session.cancel_reason = SessionState.CANCELLED, reason
    session.logged_at, session.logged_by = timezone.now(), actor.user
    session.save(update_fields=["state", "cancel_reason", "logged_at", "logged_by"])
    record(actor, "cancel session", session, school=session.school_id, reason=str(reason))
    return session

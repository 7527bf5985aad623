"""Who may keep the roll of a session, and when."""

from django.utils import timezone
from django.utils.translation import gettext as _

from portal.accounts.models import User
from programmes.models import Session, SessionState
from programmes.policies.run import RunClosed, check_open


class NotLoggable(Exception):
    """The roll of a session that one sees cannot be kept; the message says why and what to do."""


def may_keep_roll(user: User, session: Session) -> bool:
    """Whoever sees a session keeps its roll, as long as its run is open."""
    return not session.group.run.is_closed and Session.objects.visible_to(user).filter(pk=session.pk).exists()


def check_loggable(session: Session) -> None:
    """Raises NotLoggable for a session that is cancelled or whose day has not come."""
    if session.state == SessionState.CANCELLED:
        raise NotLoggable(_("This session was cancelled: there is nothing to log."))
    if timezone.localdate(session.starts_at) > timezone.localdate():
        raise NotLoggable(_("This session has not been yet. Its roll opens on the day itself."))


def obstacle_of(session: Session) -> str:
    """Why nothing can be logged of a session, in words; nothing where it can."""
    try:
        check_open(session.group.run)
        check_loggable(session)
    except (RunClosed, NotLoggable) as refusal:
        return str(refusal)
    return ""

"""Who plans sessions and decides about one of them."""

import datetime

from django.core.exceptions import PermissionDenied
from django.utils import timezone
from django.utils.translation import gettext as _

from portal.scope.person import Person
from portal.web.templatetags.face import short_day
from programmes.models import Group, ProgrammeRun, Session, SessionState
from programmes.policies.run import check_open
from programmes.policies.setup import may_change_group


class AlreadyHeld(Exception):
    """A session that was logged as held stays as it was; the message says so."""


class SessionCancelled(Exception):
    """A cancelled session is not moved and gets no substitute; the message says so."""


class OutsideRun(Exception):
    """A session would lie outside of its run; the message says from when to when that goes."""


def may_decide_about(user: Person, session: Session) -> bool:
    """Whoever sees the group, not only this session, while the run is open: `Session.decidable_by`."""
    group = Group.objects.visible_to(user).filter(pk=session.group_id)
    return not session.group.run.is_closed and group.exists()


def may_name_substitute(user: Person, session: Session) -> bool:
    """It opens children's names to somebody: the coordinators' alone, `Session.staffable_by`."""
    return may_change_group(user, session.group)


def check_may_plan(user: Person, group: Group) -> None:
    """Raises RunClosed, and PermissionDenied for others than the school's coordinators."""
    check_open(group.run)
    if not may_change_group(user, group):
        raise PermissionDenied


def check_may_decide_about(user: Person, session: Session) -> None:
    """Raises RunClosed, and PermissionDenied for whoever only stands in."""
    check_open(session.group.run)
    if not may_decide_about(user, session):
        raise PermissionDenied


def check_may_call_off(user: Person, session: Session) -> None:
    """Whoever only stands in says on the day itself that there was none (0026).

    Raises RunClosed, and PermissionDenied before that day.
    """
    check_open(session.group.run)
    if timezone.localdate(session.starts_at) > timezone.localdate():
        check_may_decide_about(user, session)


def check_in_run(run: ProgrammeRun, first: datetime.date, last: datetime.date) -> None:
    """Raises OutsideRun unless both days, and all between, are days of the run."""
    if not run.starts_on <= first <= last <= run.ends_on:
        words = _("%(run)s goes from %(first)s to %(last)s: its sessions lie within that.")
        days = {"first": short_day(run.starts_on), "last": short_day(run.ends_on)}
        raise OutsideRun(words % {"run": run.name, **days})


def check_changeable(session: Session) -> None:
    """Raises AlreadyHeld and SessionCancelled."""
    if session.state == SessionState.HELD:
        raise AlreadyHeld(_("This session is logged as held: what was, is not changed any more."))
    if session.state == SessionState.CANCELLED:
        raise SessionCancelled(_("This session is cancelled. Take it up again first."))

"""Who stands in at one session: named by a coordinator, for until the end of the day after it (0026)."""

from collections.abc import Iterable

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from portal.accounts.models import Membership, User
from portal.audit.actor import Actor
from portal.audit.log import record
from portal.scope.roles import SCHOOL_ROLES
from programmes.actions.booking import PERSON, Wanted, check_free, lock_for_booking
from programmes.models import Session, SessionState, Staffing, Substitute
from programmes.policies.plan import check_changeable, may_name_substitute
from programmes.policies.run import check_open


class CannotStandIn(Exception):
    """Somebody cannot be the substitute of this session; the message says why."""


@transaction.atomic
def name_substitute(
    *, actor: Actor, session_id: int, user_id: int, instead_of_id: int | None = None
) -> Substitute:
    """Named again for the same, nothing changes.

    Raises Session.DoesNotExist outside the actor's scope, PermissionDenied, RunClosed, AlreadyHeld,
    SessionCancelled, CannotStandIn and DoubleBooked.
    """
    session = _locked(actor, session_id, people=[user_id])
    check_changeable(session)
    staff = set(staff_at(session).values_list("pk", flat=True))
    rows = Substitute.objects.everything(why="of the session just judged").filter(session=session)
    if known := rows.filter(user=user_id, instead_of=instead_of_id).first():
        return known
    if user_id in staff:
        raise CannotStandIn(_("This person works in the group already."))
    if instead_of_id is not None and instead_of_id not in staff:
        raise CannotStandIn(_("Whoever is replaced works in the group."))
    if not colleagues_of(session).filter(pk=user_id).exists():
        raise CannotStandIn(_("A substitute works at the school."))
    _check_free(actor, session, user_id)
    row, _is_new = rows.update_or_create(
        user_id=user_id,
        session=session,
        defaults={
            "school_id": session.school_id,
            "instead_of_id": instead_of_id,
            "named_by": actor.signed_in,
            "named_at": timezone.now(),
        },
    )
    named = {"user": user_id, "instead_of": instead_of_id}
    record(actor, "name substitute", session, school=session.school_id, **named)
    return row


@transaction.atomic
def dismiss_substitute(*, actor: Actor, session_id: int, user_id: int) -> None:
    """She is not needed any more, and sees nothing of it from now on.

    Whoever she stood in for is there again, and must be free. Raises as naming does.
    """
    rows = Substitute.objects.everything(why="of the session just judged")
    named = rows.filter(session=session_id, user=user_id)
    back = [pk for pk in named.values_list("instead_of_id", flat=True) if pk]
    session = _locked(actor, session_id, people=back)
    if not named.exists():
        return
    named.delete()
    if session.state == SessionState.PLANNED:
        for pk in back:
            _check_free(actor, session, pk)
    record(actor, "dismiss substitute", session, school=session.school_id, user=user_id)


def staff_at(session: Session) -> QuerySet[User]:
    """The school's own people who work in the group."""
    staffing = Staffing.objects.everything(why="of a session that was looked up in scope")
    own = staffing.filter(group=session.group_id, user__isnull=False)
    return User.objects.filter(pk__in=own.values("user_id")).order_by("name")


def colleagues_of(session: Session) -> QuerySet[User]:
    """Who may stand in: everybody at the school who is not there anyway."""
    members = Membership.objects.everything(why="who works at a school that the actor coordinates").current()
    here = members.filter(school=session.school_id, role__in=SCHOOL_ROLES)
    staff = staff_at(session).values("pk")
    return (
        User.objects.filter(pk__in=here.values("user_id"), is_active=True)
        .exclude(pk__in=staff)
        .order_by("name")
    )


def _locked(actor: Actor, session_id: int, *, people: Iterable[int]) -> Session:
    visible = Session.objects.visible_to(actor.person)
    lock_for_booking(schools=[visible.get(pk=session_id).school_id], people=people)
    session = visible.locked().get(pk=session_id)
    check_open(session.group.run)
    if not may_name_substitute(actor.signed_in, session):
        raise PermissionDenied
    return session


def _check_free(actor: Actor, session: Session, user_id: int) -> None:
    times = (session.starts_at, session.ends_at)
    wanted = Wanted(session.group, *times, session.room, frozenset([user_id]), session.pk)
    check_free(actor=actor, wanted=[wanted], what=PERSON)

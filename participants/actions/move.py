"""One step of an enrolment, whichever: the verbs beside this module say which."""

from collections.abc import Callable

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from participants.actions.follow_up import follow_up
from participants.actions.places import free_place, take_place
from participants.models import Enrolment, EnrolmentMove, EnrolmentState
from participants.policies.enrolment import check_may_decide
from participants.rules.enrolment import NEEDS_GROUNDS, TAKES_A_PLACE, may_move
from portal.audit.actor import Actor
from portal.audit.log import record

NextState = Callable[[Enrolment], str]


class DecidedMeanwhile(Exception):
    """The enrolment is no longer in the state that the decision was based on; nothing was changed."""


class MoveNotAllowed(Exception):
    """The design knows no such step; the message says from where to where."""


class GroundsMissing(Exception):
    """This step asks for grounds in writing."""


@transaction.atomic
def move(
    *,
    actor: Actor,
    enrolment_id: int,
    based_on: str,
    grounds: str,
    next_state: NextState,
    only_from: str = "",
) -> Enrolment:
    """Move an enrolment to `next_state`, with its place, its dates, its history and the audit entry.

    `based_on` is the state that the person saw; the same decision sent again changes nothing. `only_from`
    narrows the design's moves to those from one state. Raises Enrolment.DoesNotExist outside the actor's
    scope, PermissionDenied, RunClosed, GroundsMissing, DecidedMeanwhile, MoveNotAllowed and GroupFull.
    """
    enrolment = Enrolment.objects.within_reach_of(actor).locked().get(pk=enrolment_id)
    check_may_decide(actor, enrolment)
    to_state, grounds = next_state(enrolment), grounds.strip()
    if to_state in NEEDS_GROUNDS and not grounds:
        raise GroundsMissing(_("Write the grounds."))
    if enrolment.state != based_on:
        if _is_repeated(actor, enrolment, based_on, to_state, grounds):
            return enrolment
        raise DecidedMeanwhile(_("This has been decided in the meantime."))
    if not may_move(based_on, to_state) or only_from not in ("", based_on):
        raise MoveNotAllowed(
            _("From “%(from)s” there is no way to “%(to)s”.")
            % {"from": enrolment.get_state_display(), "to": EnrolmentState(to_state).label}
        )
    _go(enrolment, to_state)
    follow_up(actor=actor, move=_note(actor, enrolment, based_on, grounds))
    return enrolment


def _is_repeated(actor: Actor, enrolment: Enrolment, based_on: str, to_state: str, grounds: str) -> bool:
    """Whether the latest step is this very decision, sent again by the same person."""
    latest = enrolment.moves.order_by("at", "pk").last()
    return latest is not None and (
        latest.from_state,
        latest.to_state,
        latest.decided_by_id,
        latest.grounds,
    ) == (based_on, to_state, actor.user.pk if actor.user else None, grounds)


def _go(enrolment: Enrolment, to_state: str) -> None:
    from_state, now = enrolment.state, timezone.now()
    if to_state in TAKES_A_PLACE and from_state not in TAKES_A_PLACE:
        take_place(enrolment=enrolment)
    if from_state in TAKES_A_PLACE and to_state not in TAKES_A_PLACE:
        free_place(enrolment=enrolment)
    if to_state == EnrolmentState.WAITLISTED:
        enrolment.waiting_since = now
    if to_state == EnrolmentState.ENROLLED:
        enrolment.enrolled_on = timezone.localdate(now)
    if from_state == EnrolmentState.ENROLLED:
        today = timezone.localdate(now)
        enrolment.left_on = max(today, enrolment.enrolled_on or today)
    enrolment.state = to_state
    enrolment.save(update_fields=["state", "waiting_since", "enrolled_on", "left_on"])


def _note(actor: Actor, enrolment: Enrolment, from_state: str, grounds: str) -> EnrolmentMove:
    step = EnrolmentMove.objects.create(
        school_id=enrolment.school_id,
        enrolment=enrolment,
        from_state=from_state,
        to_state=enrolment.state,
        actor_kind=actor.kind,
        decided_by=actor.user,
        grounds=grounds,
    )
    record(
        actor,
        "decide on place",
        enrolment,
        school=enrolment.school_id,
        from_state=from_state,
        to_state=str(enrolment.state),
        group=enrolment.group_id,
    )
    return step

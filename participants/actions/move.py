"""One step of an enrolment, whichever: the verbs beside this module say which."""

import datetime
from collections.abc import Callable

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from participants.actions.follow_up import follow_up
from participants.actions.grounds import chosen_ground
from participants.actions.history import note_step
from participants.actions.offers import end_offer, make_offer
from participants.actions.places import free_place, take_place
from participants.actions.ranks import join_waiting_list, leave_waiting_list
from participants.models import Enrolment, EnrolmentState
from participants.policies.enrolment import check_may_decide
from participants.rules.decisions import may_take_to
from participants.rules.enrolment import NEEDS_GROUNDS, TAKES_A_PLACE, may_move
from portal.audit.actor import Actor
from programmes.models import Group

NextState = Callable[[Enrolment], str]


class DecidedMeanwhile(Exception):
    """The enrolment is no longer in the state that the decision was based on; nothing was changed."""


class MoveNotAllowed(Exception):
    """The design knows no such step; the message says from where to where."""


class GroundsMissing(Exception):
    """This step asks for grounds, from the school's list or in writing."""


@transaction.atomic
def move(
    *,
    actor: Actor,
    enrolment_id: int,
    based_on: str,
    next_state: NextState,
    grounds: str = "",
    ground: str = "",
    only_from: str = "",
    answer_by: datetime.date | None = None,
) -> Enrolment:
    """Move an enrolment to `next_state`, with its place, offer, dates, history and audit entry.

    `based_on` is the state that the person saw; the same decision sent again changes nothing. `ground` is a
    reason of the school's list in its words, `grounds` are one's own; `answer_by` is for an offer, and by
    default as the school has set it. `only_from` narrows the design's moves to those from one state. Raises
    Enrolment.DoesNotExist outside the actor's scope, PermissionDenied, RunClosed, GroundsMissing,
    UnknownGround, DecidedMeanwhile, MoveNotAllowed, GroupFull and WrongAnswerDay.
    """
    enrolment = locked(actor=actor, enrolment_id=enrolment_id)
    check_may_decide(actor, enrolment)
    to_state, grounds = next_state(enrolment), grounds.strip()
    if not may_take_to(to_state, kind=actor.kind, name=actor.name):
        raise PermissionDenied
    if actor.user and to_state in NEEDS_GROUNDS and not (grounds or ground):
        raise GroundsMissing(_("Choose a reason, or write one in your own words."))
    if enrolment.state != based_on:
        if _is_repeated(actor, enrolment, based_on, to_state, (ground, grounds)):
            return enrolment
        raise DecidedMeanwhile(_("This has been decided in the meantime."))
    if not may_move(based_on, to_state) or only_from not in ("", based_on):
        raise MoveNotAllowed(
            _("From “%(from)s” there is no way to “%(to)s”.")
            % {"from": enrolment.get_state_display(), "to": EnrolmentState(to_state).label}
        )
    reason = chosen_ground(school=enrolment.group.school, state=to_state, text=ground)
    _go(enrolment, to_state, answer_by)
    step = note_step(actor=actor, enrolment=enrolment, from_state=based_on, grounds=grounds, ground=reason)
    follow_up(actor=actor, move=step)
    return enrolment


def locked(*, actor: Actor, enrolment_id: int) -> Enrolment:
    """The group is locked first, then the enrolment: in this order everywhere, so that none wait in a circle.

    Raises Enrolment.DoesNotExist outside the actor's scope.
    """
    reached = Enrolment.objects.within_reach_of(actor)
    groups = Group.objects.everything(why="of the enrolment that the actor reaches")
    groups.filter(pk__in=reached.filter(pk=enrolment_id).values("group_id")).locked().first()
    return reached.locked().get(pk=enrolment_id)


def _is_repeated(
    actor: Actor, enrolment: Enrolment, based_on: str, to_state: str, why: tuple[str, str]
) -> bool:
    """Whether the latest step is this very decision, sent again by the same person."""
    latest = enrolment.moves.select_related("ground").order_by("at", "pk").last()
    if latest is None:
        return False
    same_reason = (latest.ground.text if latest.ground else "", latest.grounds) == why
    by = actor.user.pk if actor.user else None
    return same_reason and (latest.from_state, latest.to_state, latest.decided_by_id) == (
        based_on,
        to_state,
        by,
    )


def _go(enrolment: Enrolment, to_state: str, answer_by: datetime.date | None) -> None:
    from_state = enrolment.state
    if to_state in TAKES_A_PLACE and from_state not in TAKES_A_PLACE:
        take_place(enrolment=enrolment)
    if from_state in TAKES_A_PLACE and to_state not in TAKES_A_PLACE:
        free_place(enrolment=enrolment)
    _leave(enrolment, from_state)
    _arrive(enrolment, to_state, answer_by)
    enrolment.state = to_state
    enrolment.save(update_fields=_WRITTEN)


def _leave(enrolment: Enrolment, from_state: str) -> None:
    if from_state == EnrolmentState.WAITLISTED:
        leave_waiting_list(enrolment=enrolment)
    elif from_state == EnrolmentState.OFFERED:
        end_offer(enrolment=enrolment)
    elif from_state == EnrolmentState.ENROLLED:
        today = timezone.localdate()
        enrolment.left_on = max(today, enrolment.enrolled_on or today)


def _arrive(enrolment: Enrolment, to_state: str, answer_by: datetime.date | None) -> None:
    if to_state == EnrolmentState.WAITLISTED:
        enrolment.waiting_since = timezone.now()
        join_waiting_list(enrolment=enrolment)
    elif to_state == EnrolmentState.OFFERED:
        make_offer(enrolment=enrolment, answer_by=answer_by)
    elif to_state == EnrolmentState.ENROLLED:
        enrolment.enrolled_on = timezone.localdate()


_WRITTEN = ("state", "waiting_since", "waiting_rank", "moved_up", "enrolled_on", "left_on")

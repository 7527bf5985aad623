"""Somebody who had a place comes back as a helper: without a place, and in no figure of people."""

import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from participants.actions.match_buddy import end_matches_of_helpers
from participants.actions.move import locked
from participants.models import Enrolment, EnrolmentMove, EnrolmentRole, EnrolmentState, Participant
from participants.models.enrolment import ENDED
from participants.policies.enrolment import check_may_change_places
from participants.policies.participant import check_may_manage
from portal.audit.actor import Actor
from portal.audit.log import record
from programmes.models import Group

_WHY = "of the person and the group just judged"


class NeverTookPart(Exception):
    """Only somebody who has or had a place comes back as a helper."""

    def __str__(self) -> str:
        return _("Only somebody who has or had a place here can be registered as a helper.")


class AlreadyInGroup(Exception):
    """She has applied for this very group, or has a place in it."""

    def __str__(self) -> str:
        return _("This person has a place in that group, or has applied for one. Decide on that first.")


@transaction.atomic
def register_helper(*, actor: Actor, participant_id: int, group_id: int) -> Enrolment:
    """From today; from tomorrow where her own place in the group ends today. Once more changes nothing.

    Raises Participant.DoesNotExist and Group.DoesNotExist outside the actor's scope, PermissionDenied,
    RunClosed, NeverTookPart and AlreadyInGroup.
    """
    group = Group.objects.visible_to(actor.person).locked().get(pk=group_id)
    people = Participant.objects.visible_to(actor.person).filter(school=group.school_id)
    person = people.get(pk=participant_id)
    check_may_manage(actor.person, person)
    check_may_change_places(actor.person, group)
    own = Enrolment.objects.everything(why=_WHY).filter(participant=person)
    here = own.filter(group=group).exclude(state__in=ENDED).first()
    if here is not None and here.role == EnrolmentRole.HELPER:
        return here
    if here is not None:
        raise AlreadyInGroup
    took_part = own.as_participants().exclude(enrolled_on=None)
    if not took_part.exists():
        raise NeverTookPart
    last = took_part.filter(group=group, left_on__gte=timezone.localdate()).order_by("left_on").last()
    helper = Enrolment.objects.create(
        school_id=group.school_id,
        group=group,
        participant=person,
        role=EnrolmentRole.HELPER,
        state=EnrolmentState.ENROLLED,
        applied_at=timezone.now(),
        enrolled_on=_day_after(last),
    )
    _note(actor, helper, from_state="")
    record(actor, "register helper", helper, school=group.school_id, group=group.pk)
    return helper


@transaction.atomic
def end_helping(*, actor: Actor, enrolment_id: int) -> Enrolment:
    """Today is the last day, beside others too where she helps nowhere else. Once more changes nothing.

    Raises Enrolment.DoesNotExist outside the actor's scope and for a place, PermissionDenied and RunClosed.
    """
    helper = locked(actor=actor, enrolment_id=enrolment_id)
    if helper.role != EnrolmentRole.HELPER:
        raise Enrolment.DoesNotExist
    check_may_change_places(actor.person, helper.group)
    if helper.state != EnrolmentState.ENROLLED:
        return helper
    today = timezone.localdate()
    helper.state = EnrolmentState.COMPLETED
    helper.left_on = max(today, helper.enrolled_on or today)
    helper.save(update_fields=["state", "left_on"])
    end_matches_of_helpers(people=[helper.participant_id], last=helper.left_on)
    _note(actor, helper, from_state=EnrolmentState.ENROLLED)
    record(actor, "end helping", helper, school=helper.school_id, group=helper.group_id)
    return helper


def _day_after(last: Enrolment | None) -> datetime.date:
    if last is None or last.left_on is None:
        return timezone.localdate()
    return last.left_on + datetime.timedelta(days=1)


def _note(actor: Actor, helper: Enrolment, *, from_state: str) -> None:
    EnrolmentMove.objects.create(
        school_id=helper.school_id,
        enrolment=helper,
        from_state=from_state,
        to_state=helper.state,
        actor_kind=actor.kind,
        decided_by=actor.user,
    )

"""A volunteer, or an older participant who helps, beside a participant."""

import datetime
from collections.abc import Collection

from django.db import transaction
from django.db.models import DateField, F, Q, QuerySet, Value
from django.db.models.functions import Greatest
from django.utils.translation import gettext as _

from participants.actions.remove_person import local_day
from participants.models import BuddyMatch, Enrolment, EnrolmentState, Participant
from participants.policies.participant import check_may_manage
from participants.querysets.buddies import helpers_at
from participants.querysets.clearances import volunteers_of
from partners.models import Volunteer
from portal.audit.actor import Actor
from portal.audit.log import record

_WHY = "of the participant just judged"


class WrongPeriod(Exception):
    """The days do not fit together; the message says which."""


class MatchedAlready(Exception):
    """The two are together already on one of these days."""

    def __str__(self) -> str:
        return _("These two are matched already. End that match first.")


@transaction.atomic
def match_buddy(
    *,
    actor: Actor,
    participant_id: int,
    kind: str,
    starts_on: datetime.date,
    ends_on: datetime.date | None = None,
    volunteer_id: int | None = None,
    helper_id: int | None = None,
) -> BuddyMatch:
    """Exactly one of `volunteer_id` and `helper_id`. Papers that are missing do not hinder it.

    Raises Participant.DoesNotExist and Volunteer.DoesNotExist outside the actor's scope, PermissionDenied for
    all but coordinators, WrongPeriod and MatchedAlready.
    """
    person = _locked(actor, participant_id)
    if ends_on is not None and ends_on < starts_on:
        raise WrongPeriod(_("The last day lies before the first."))
    volunteer, helper = None, None
    if volunteer_id is not None:
        volunteers = volunteers_of(actor.person).select_for_update(of=("self",), no_key=True)
        volunteer = volunteers.get(pk=volunteer_id, school=person.school_id)
        _check_there(volunteer, starts_on, ends_on)
    else:
        helper = helpers_at(actor.person, person.school_id).exclude(pk=person.pk).get(pk=helper_id)
    beside = BuddyMatch.objects.everything(why=_WHY).filter(participant=person, kind=kind)
    same = beside.filter(volunteer=volunteer, helper=helper).not_over(starts_on)
    if same.filter(Q() if ends_on is None else Q(starts_on__lte=ends_on)).exists():
        raise MatchedAlready
    match = BuddyMatch.objects.create(
        school_id=person.school_id,
        participant=person,
        volunteer=volunteer,
        helper=helper,
        kind=kind,
        starts_on=starts_on,
        ends_on=ends_on,
    )
    record(actor, "match buddy", match, school=person.school_id, kind=kind)
    return match


@transaction.atomic
def end_match(*, actor: Actor, match_id: int) -> BuddyMatch:
    """Today is the last day; one that has not begun is over at once. Once more changes nothing.

    Raises BuddyMatch.DoesNotExist outside the actor's scope and PermissionDenied for all but coordinators.
    """
    matches = BuddyMatch.objects.visible_to(actor.person).select_related("participant__school__municipality")
    match = matches.select_for_update(of=("self",)).get(pk=match_id)
    check_may_manage(actor.person, match.participant)
    today = local_day(match.participant.school)
    if match.ends_on is not None and match.ends_on <= today:
        return match
    match.ends_on = max(today, match.starts_on)
    match.save(update_fields=["ends_on"])
    record(actor, "end match", match, school=match.school_id)
    return match


def end_matches(matches: QuerySet, last: datetime.date) -> None:
    """Nobody stands beside anybody after that day; a match that has not begun is over at once."""
    open_ones = matches.filter(Q(ends_on=None) | Q(ends_on__gt=last))
    open_ones.update(ends_on=Greatest(F("starts_on"), Value(last, output_field=DateField())))


def end_matches_of_helpers(*, people: Collection[int], last: datetime.date) -> None:
    """Of those who help in no group any more. Part of the caller's transaction."""
    helping = Enrolment.objects.everything(why=_WHY).as_helpers().filter(state=EnrolmentState.ENROLLED)
    still = set(helping.filter(participant__in=people).values_list("participant", flat=True))
    end_matches(BuddyMatch.objects.everything(why=_WHY).filter(helper__in=set(people) - still), last)


def _locked(actor: Actor, participant_id: int) -> Participant:
    """Of two who match the same two at once the second is told."""
    people = Participant.objects.visible_to(actor.person).select_related("school__municipality")
    person = people.select_for_update(of=("self",), no_key=True).get(pk=participant_id)
    check_may_manage(actor.person, person)
    return person


def _check_there(volunteer: Volunteer, starts_on: datetime.date, ends_on: datetime.date | None) -> None:
    last = volunteer.ends_on
    if starts_on < volunteer.starts_on or (last is not None and (ends_on is None or ends_on > last)):
        raise WrongPeriod(_("The volunteer is not there in all of that time."))

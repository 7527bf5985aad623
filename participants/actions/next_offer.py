"""The next offer by the criteria: made ready for one tap, or made by itself where the school has said so."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from participants.actions.approve import offer
from participants.actions.move import DecidedMeanwhile
from participants.models import Enrolment
from participants.policies.enrolment import check_may_change_places
from participants.rules.decisions import OFFER_NEXT
from participants.rules.waiting_list import Passed, turn
from participants.school_settings import settings_of
from participants.waiting import read_candidates, waiting_in
from portal.audit.actor import Actor
from portal.audit.log import record
from portal.geography.models import Country
from programmes.models import Group

_WHY = "of a group that its school's own setting speaks of"


@dataclass(frozen=True)
class _Turn:
    offers: list[tuple[int, ...]]
    passed: list[Passed]
    rows: dict[int, Enrolment]


@transaction.atomic
def offer_next(
    *,
    actor: Actor,
    group_id: int,
    shown: Sequence[int],
    answer_by: datetime.date | None = None,
) -> list[Enrolment]:
    """Offer a place to whoever is next: one child, or at once all siblings who are placed together.

    `shown` are the enrolments that the page made ready; raises DecidedMeanwhile where others are next by now,
    Group.DoesNotExist outside the actor's scope, PermissionDenied, RunClosed and what `offer` does.
    """
    group = Group.objects.visible_to(actor.person).locked().get(pk=group_id)
    check_may_change_places(actor.person, group)
    found = _turn(group, most=1)
    if not found.offers or set(found.offers[0]) != set(shown):
        raise DecidedMeanwhile(_("The list has changed in the meantime: see who is next now."))
    return _offer(actor, group, found, answer_by)


@transaction.atomic
def offer_by_itself(*, group: Group) -> list[Enrolment]:
    """Offer every free place of the group by the criteria, where its school has said so."""
    if not settings_of(group.school).offers_by_itself:
        return []
    group = Group.objects.everything(why=_WHY).locked().get(pk=group.pk)
    found = _turn(group)
    return _offer(Actor.system(OFFER_NEXT), group, found, None)


def _turn(group: Group, *, most: int | None = None) -> _Turn:
    rows = list(waiting_in(group).select_related("participant", "application"))
    taken = Enrolment.objects.everything(why=_WHY).filter(group=group).taking_a_place().count()
    found = turn(read_candidates(group, rows), group.capacity - taken, most=most)
    keys = [key for one in found.offers for key in one] + [passed.key for passed in found.passed]
    wanted = Enrolment.objects.everything(why=_WHY).filter(pk__in=keys)
    return _Turn(found.offers, found.passed, {row.pk: row for row in wanted})


def _offer(actor: Actor, group: Group, found: _Turn, answer_by: datetime.date | None) -> list[Enrolment]:
    if not found.offers:
        return []
    for passed in found.passed:
        record(
            actor,
            "pass over",
            found.rows[passed.key],
            school=group.school_id,
            why=passed.why,
            needed=passed.needed,
            free=passed.free,
        )
    with translation.override(Country(group.school.country).language):
        grounds = _("Next on the waiting list by the school's criteria.")
    return [
        offer(
            actor=actor,
            enrolment_id=key,
            based_on=found.rows[key].state,
            grounds=grounds,
            answer_by=answer_by,
        )
        for keys in found.offers
        for key in keys
    ]

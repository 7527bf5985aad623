"""What a coordinator says of two people who may be one: the same child, or two children."""

from django.db import transaction
from django.utils import timezone

from participants.actions.find_pairs import find_pairs
from participants.actions.join_applications import join_applications, join_enrolments
from participants.actions.join_around import join_loans, join_matches, join_milestones
from participants.actions.join_rolls import join_mark_changes, join_roll_conflicts
from participants.actions.join_rows import (
    join_attendances,
    join_cards,
    join_consents,
    join_guardians,
    join_keepers,
    join_messages,
    join_observations,
    join_openings,
    join_pairs,
    join_photos,
    join_quotes,
)
from participants.models import AddressProtection, PairState, Participant, SuspectedPair
from participants.policies.pair import check_may_decide_pair
from portal.audit.actor import Actor
from portal.audit.log import record

JOINED = {
    "participants.Application.participant": join_applications,
    "participants.Enrolment.participant": join_enrolments,
    "participants.Attendance.participant": join_attendances,
    "participants.MarkChange.participant": join_mark_changes,
    "participants.RollConflict.participant": join_roll_conflicts,
    "participants.Guardian.participant": join_guardians,
    "participants.Consent.participant": join_consents,
    "participants.Photo.people": join_photos,
    "participants.PhotoPerson.participant": join_photos,
    "participants.NamedKeeper.participant": join_keepers,
    "participants.SupportNeed.participant": join_cards,
    "participants.Message.participant": join_messages,
    "participants.Opening.participant": join_openings,
    "participants.Observation.participant": join_observations,
    "participants.Quote.participant": join_quotes,
    "participants.Loan.participant": join_loans,
    "participants.BuddyMatch.participant": join_matches,
    "participants.BuddyMatch.helper": join_matches,
    "participants.Milestone.participant": join_milestones,
    "participants.SuspectedPair.first": join_pairs,
    "participants.SuspectedPair.second": join_pairs,
}
"""What hands over each relation to a person. The applications come first, for the wishes hang on them."""

_PROTECTION = (
    AddressProtection.NONE,
    AddressProtection.CONFIDENTIAL,
    AddressProtection.STRICTLY_CONFIDENTIAL,
)
_WHY = "the two of a pair that the actor may decide on"


class PairDecided(Exception):
    """Somebody has said something else of these two in the meantime; nothing was changed."""


@transaction.atomic
def join_participants(*, actor: Actor, pair_id: int) -> Participant:
    """The same child: all that hangs on the second goes to the first, and the second leaves an empty key.

    Where both cannot stand: of two marks at one session the first's; of two applications for one run the
    first's, with the second's words and wishes added; of two ways to one group's place the one that is
    further on, with the history of both. An address that is protected on one of them stays so.

    Raises SuspectedPair.DoesNotExist outside the actor's scope, PermissionDenied and PairDecided.
    """
    pair = _decided(actor, pair_id, PairState.SAME)
    first, second = _both(pair)
    if second.removed_on:
        return first
    _join_facts(first, second)
    for join in dict.fromkeys(JOINED.values()):
        join(first, second)
    _empty(second)
    record(actor, "join participants", first, school=pair.school_id, second=second.pk)
    find_pairs(participant=first)
    return first


@transaction.atomic
def keep_apart(*, actor: Actor, pair_id: int) -> SuspectedPair:
    """Two children. Raises what `join_participants` does."""
    return _decided(actor, pair_id, PairState.DIFFERENT)


def _decided(actor: Actor, pair_id: int, state: PairState) -> SuspectedPair:
    pairs = SuspectedPair.objects.visible_to(actor.person).select_for_update(of=("self",), no_key=True)
    pair = pairs.select_related("first", "second").get(pk=pair_id)
    if pair.state == state:
        return pair
    if pair.state != PairState.OPEN:
        raise PairDecided
    check_may_decide_pair(actor.person, pair)
    pair.state, pair.decided_at, pair.decided_by = state, timezone.now(), actor.signed_in
    pair.save(update_fields=["state", "decided_at", "decided_by"])
    record(actor, "decide on pair", pair, school=pair.school_id, state=str(state))
    return pair


def _both(pair: SuspectedPair) -> tuple[Participant, Participant]:
    """Locked in the order of their ids, which is that of the pair."""
    people = Participant.objects.everything(why=_WHY).select_for_update(of=("self",))
    first, second = people.filter(pk__in=(pair.first_id, pair.second_id)).order_by("pk")
    return first, second


def _join_facts(first: Participant, second: Participant) -> None:
    """The first's facts stand; gaps are filled, and a name takes the place of a reference."""
    if first.is_reference and not second.is_reference:
        first.given_name, first.family_name = second.given_name, second.family_name
        first.is_reference = False
    if first.birth_date is None and first.birth_year in (None, _year(second)):
        first.birth_date, first.birth_year = second.birth_date, _year(second)
    if first.grade is None:
        first.grade, first.grade_country = second.grade, second.grade_country
    first.address_protection = max(
        first.address_protection, second.address_protection, key=lambda one: _PROTECTION.index(one)
    )
    first.save()


def _year(person: Participant) -> int | None:
    return person.birth_date.year if person.birth_date else person.birth_year


def _empty(second: Participant) -> None:
    second.given_name, second.family_name, second.is_reference = "", "", False
    second.birth_date, second.birth_year = None, None
    second.grade, second.grade_country = None, ""
    second.address_protection, second.removed_on = AddressProtection.NONE, timezone.localdate()
    second.save()

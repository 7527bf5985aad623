from django.db import transaction
from django.utils.translation import ngettext

from participants.actions.next_offer import offer_by_itself
from participants.actions.places import number_taken
from participants.models import Place
from participants.policies.enrolment import check_may_change_places
from participants.rules.enrolment import renumbered
from portal.audit.actor import Actor
from portal.audit.log import record
from programmes.models import Group


class BelowTaken(Exception):
    """More places are offered or taken than would remain; the message says how many."""

    def __init__(self, taken: int) -> None:
        self.taken = taken
        super().__init__(taken)

    def __str__(self) -> str:
        return ngettext(
            "%(taken)d place is taken or offered: write at least %(taken)d.",
            "%(taken)d places are taken or offered: write at least %(taken)d.",
            self.taken,
        ) % {"taken": self.taken}


@transaction.atomic
def change_capacity(*, actor: Actor, group_id: int, capacity: int) -> Group:
    """Give a group `capacity` places; numbers above it move down into the gaps.

    Raises Group.DoesNotExist outside the actor's scope, PermissionDenied, RunClosed and BelowTaken.
    """
    group = Group.objects.visible_to(actor.person).locked().get(pk=group_id)
    check_may_change_places(actor.person, group)
    places = {
        place.number: place
        for place in Place.objects.everything(why="of the group just judged").filter(group=group)
    }
    taken = max(number_taken(group), len(places))
    if taken > capacity:
        raise BelowTaken(taken)
    before = group.capacity
    if capacity == before:
        return group
    for number, lower in renumbered(places, capacity).items():
        places[number].number = lower
        places[number].save(update_fields=["number"])
    group.capacity = capacity
    group.save(update_fields=["capacity"])
    record(actor, "change places", group, school=group.school_id, before=before, after=capacity)
    if capacity > before:
        offer_by_itself(group=group)
    return group

"""A free place: known to the coordinators, and to nobody else."""

import datetime

from django.db import transaction

from participants.models import Enrolment, FeeWaiver
from participants.rules.fees import term_of
from portal.audit.actor import Actor
from portal.audit.log import record
from portal.scope.rights import rights_of
from portal.scope.roles import Role


@transaction.atomic
def give_free_place(*, actor: Actor, enrolment_id: int, day: datetime.date) -> FeeWaiver:
    """From the half-year that `day` lies in, until it is ended. Of a place that is free it stays as it is.

    Raises Enrolment.DoesNotExist outside the actor's scope.
    """
    place = locked_place(actor, enrolment_id)
    free = _free(place)
    if free is not None:
        return free
    term = term_of(day)
    granted = FeeWaiver.objects.create(
        school_id=place.school_id, enrolment=place, starts_on=term.first, granted_by=actor.signed_in
    )
    record(actor, "give free place", granted, school=place.school_id)
    return granted


@transaction.atomic
def end_free_place(*, actor: Actor, enrolment_id: int, day: datetime.date) -> FeeWaiver | None:
    """With the half-year before the one that `day` lies in. Raises Enrolment.DoesNotExist."""
    place = locked_place(actor, enrolment_id)
    free = _free(place)
    if free is None:
        return None
    last = term_of(day).first - datetime.timedelta(days=1)
    record(actor, "end free place", free, school=place.school_id)
    if last < free.starts_on:
        free.delete()
        return None
    free.ends_on = last
    free.save(update_fields=["ends_on"])
    return free


def locked_place(actor: Actor, enrolment_id: int) -> Enrolment:
    """A place of a school that the actor coordinates, of a child whose name she may know."""
    places = Enrolment.objects.visible_to(actor.person).as_participants()
    own = places.filter(school__in=rights_of(actor.person).of(Role.COORDINATOR))
    return own.select_related("school").select_for_update(of=("self",), no_key=True).get(pk=enrolment_id)


def _free(place: Enrolment) -> FeeWaiver | None:
    return (
        FeeWaiver.objects.everything(why="of the place just looked up")
        .filter(enrolment=place, ends_on=None)
        .first()
    )

"""A single session beside the plan: a concert, a trip, a gathering, something open to all."""

import datetime
from dataclasses import dataclass

from django.db import transaction

from portal.audit.actor import Actor
from portal.audit.log import record
from programmes.actions.booking import Wanted, check_free, lock_for_booking, staff_of
from programmes.models import Group, Session, SessionKind
from programmes.policies.plan import check_in_run
from programmes.policies.run import check_open
from programmes.rules.calendar import span


@dataclass(frozen=True)
class SessionFacts:
    """Times are local to the school; an empty `room` is the group's."""

    kind: SessionKind
    on: datetime.date
    time_from: datetime.time
    time_to: datetime.time
    room: str = ""


@transaction.atomic
def add_session(*, actor: Actor, group_id: int, facts: SessionFacts) -> Session:
    """The same again is the one that there is. Whoever sees the group may: its staff and coordinators.

    Raises Group.DoesNotExist outside the actor's scope, RunClosed, OutsideRun and DoubleBooked.
    """
    visible = Group.objects.visible_to(actor.signed_in).select_related("run", "school__municipality")
    group = visible.get(pk=group_id)
    check_open(group.run)
    check_in_run(group.run, facts.on, facts.on)
    people = staff_of([group.pk]).get(group.pk, frozenset())
    lock_for_booking(schools=[group.school_id], people=people)
    session = _session(group, facts)
    same = Session.objects.visible_to(actor.signed_in).filter(group=group, starts_at=session.starts_at)
    found = same.filter(ends_at=session.ends_at, kind=facts.kind, room=facts.room, plan=None).first()
    if found:
        return found
    wanted = Wanted(group, session.starts_at, session.ends_at, facts.room, people)
    check_free(actor=actor, wanted=[wanted])
    session.save()
    record(actor, "add session", session, school=group.school_id, kind=str(facts.kind))
    return session


def _session(group: Group, facts: SessionFacts) -> Session:
    hours = span(facts.on, facts.time_from, facts.time_to, group.school.country.time_zone)
    return Session(
        school_id=group.school_id,
        group=group,
        kind=facts.kind,
        room=facts.room,
        starts_at=hours.starts_at,
        ends_at=hours.ends_at,
    )

"""What a participant did for the first time, or is proud of."""

import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from participants.actions.remove_person import local_day
from participants.models import Milestone, MilestoneKind, Participant
from participants.models.support import ANY_NUMBER
from participants.querysets.milestones import first_concert
from portal.audit.actor import Actor
from portal.audit.log import record

_WHY = "of the participant whom the actor sees"


class NotedAlready(Exception):
    """There is only one first time."""

    def __str__(self) -> str:
        return _("That has been noted already. There is only one first time.")


class WrongMilestone(Exception):
    """The day is to come, or words are missing; the message says which."""


@transaction.atomic
def note_milestone(
    *,
    actor: Actor,
    participant_id: int,
    kind: str,
    on: datetime.date,
    words: str = "",
    session_id: int | None = None,
) -> Milestone:
    """Raises Participant.DoesNotExist outside the actor's scope, NotedAlready and WrongMilestone."""
    person = _locked(actor, participant_id)
    if on > local_day(person.school):
        raise WrongMilestone(_("That day is still to come."))
    if kind == MilestoneKind.OTHER and not words.strip():
        raise WrongMilestone(_("Say in a few words what it was."))
    noted = Milestone.objects.everything(why=_WHY).filter(participant=person, kind=kind)
    if kind not in ANY_NUMBER and noted.exists():
        raise NotedAlready
    milestone = Milestone.objects.create(
        school_id=person.school_id,
        participant=person,
        session_id=session_id,
        kind=kind,
        on=on,
        words=words.strip(),
        noted_by=actor.signed_in,
    )
    record(actor, "note milestone", milestone, school=person.school_id, kind=str(kind))
    return milestone


@transaction.atomic
def note_first_concert(*, actor: Actor, participant_id: int) -> Milestone | None:
    """What the page suggests: the first concert at which the person was. None where there is none.

    Raises Participant.DoesNotExist outside the actor's scope and NotedAlready.
    """
    person = _locked(actor, participant_id)
    concert = first_concert(actor.person, person.pk)
    if concert is None:
        return None
    return note_milestone(
        actor=actor,
        participant_id=person.pk,
        kind=MilestoneKind.FIRST_CONCERT,
        on=local_day(person.school, concert.starts_at),
        session_id=concert.pk,
    )


@transaction.atomic
def remove_milestone(*, actor: Actor, milestone_id: int) -> Milestone:
    """One that was noted by mistake. Raises Milestone.DoesNotExist outside the actor's scope."""
    milestone = Milestone.objects.visible_to(actor.person).get(pk=milestone_id)
    record(actor, "remove milestone", milestone, school=milestone.school_id, kind=str(milestone.kind))
    milestone.delete()
    return milestone


def _locked(actor: Actor, participant_id: int) -> Participant:
    people = Participant.objects.visible_to(actor.person).select_related("school__municipality")
    return people.select_for_update(of=("self",), no_key=True).get(pk=participant_id)

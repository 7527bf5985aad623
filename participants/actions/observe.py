"""Keeping what was observed of one participant at one moment of a run, by staff or by herself."""

from collections.abc import Mapping

from django.core.exceptions import PermissionDenied
from django.db import transaction

from participants.actions.remove_person import local_day
from participants.models import Enrolment, EnrolmentState, Moment, Observation, Source
from portal.audit.actor import Actor
from portal.audit.log import record
from programmes.policies.run import check_open

_WHY = "of a participant whom the actor sees"
_TAKEN = (EnrolmentState.ENROLLED, EnrolmentState.COMPLETED)


@transaction.atomic
def observe(
    *, actor: Actor, enrolment_id: int, moment: Moment, source: Source, values: Mapping[str, int | None]
) -> None:
    """By scale a value from 1 to 5; None takes back what was kept, a scale that is missing stays as it is.

    Saving the same again changes nothing. Raises Enrolment.DoesNotExist outside the actor's scope and for a
    helper, RunClosed, and PermissionDenied where the place was never taken.
    """
    visible = Enrolment.objects.visible_to(actor.signed_in).as_participants()
    read = visible.select_related("group__run", "school__municipality")
    place = read.select_for_update(of=("self",), no_key=True).get(pk=enrolment_id)
    check_open(place.group.run)
    if place.state not in _TAKEN:
        raise PermissionDenied
    at = {"run": place.group.run, "participant_id": place.participant_id, "moment": moment, "source": source}
    rows = Observation.objects.everything(why=_WHY).filter(**at)
    rows.filter(scale__in=[scale for scale, value in values.items() if value is None]).delete()
    kept = dict(rows.values_list("scale", "value"))
    changed = {scale: value for scale, value in values.items() if value and kept.get(scale) != value}
    day = local_day(place.school)
    Observation.objects.bulk_create(
        [
            Observation(
                school=place.school,
                scale=scale,
                value=value,
                observed_on=day,
                noted_by=actor.signed_in,
                **at,
            )
            for scale, value in changed.items()
        ],
        update_conflicts=True,
        unique_fields=["run", "participant", "moment", "source", "scale"],
        update_fields=["value", "observed_on", "noted_by"],
    )
    record(actor, "observe", place, school=place.school_id, moment=str(moment), source=str(source))

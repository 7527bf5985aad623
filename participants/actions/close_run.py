"""A run is over: whoever has a place has completed it, and nothing is changed any more."""

from django.db import transaction
from django.utils import timezone

from participants.actions.history import note_step
from participants.actions.match_buddy import end_matches_of_helpers
from participants.actions.places import free_place
from participants.models import Enrolment, EnrolmentRole, EnrolmentState
from portal.audit.actor import Actor
from portal.audit.log import record
from programmes.actions.save_run import hosted_run
from programmes.models import Group, ProgrammeRun, RunState

_WHY = "of the run just judged, whose host closes it for all of its schools"


@transaction.atomic
def close_run(*, actor: Actor, run_id: int) -> ProgrammeRun:
    """Again changes nothing. Nobody is written to: completing a place is no decision on it.

    Raises ProgrammeRun.DoesNotExist outside of the actor's scope, and PermissionDenied.
    """
    run = hosted_run(actor, run_id)
    if run.is_closed:
        return run
    completed = _complete(actor, run)
    run.state = RunState.CLOSED
    run.save(update_fields=["state"])
    record(actor, "close run", run, school=run.host_school_id, completed=completed)
    return run


def _complete(actor: Actor, run: ProgrammeRun) -> int:
    """Groups are locked first, as everywhere."""
    list(Group.objects.everything(why=_WHY).filter(run=run).order_by("pk").locked())
    rows = Enrolment.objects.everything(why=_WHY).filter(group__run=run, state=EnrolmentState.ENROLLED)
    enrolled = list(rows.order_by("pk").select_for_update(of=("self",), no_key=True))
    last = min(timezone.localdate(), run.ends_on)
    for enrolment in enrolled:
        free_place(enrolment=enrolment)
        enrolment.state = EnrolmentState.COMPLETED
        enrolment.left_on = max(last, enrolment.enrolled_on or last)
        enrolment.save(update_fields=["state", "left_on"])
        note_step(actor=actor, enrolment=enrolment, from_state=EnrolmentState.ENROLLED, grounds="")
    helpers = [one.participant_id for one in enrolled if one.role == EnrolmentRole.HELPER]
    end_matches_of_helpers(people=helpers, last=last)
    return len(enrolled)

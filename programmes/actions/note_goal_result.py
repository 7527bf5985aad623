import datetime

from django.db import transaction
from django.db.models import Q

from portal.audit.actor import Actor
from portal.audit.log import record
from programmes.models import Goal, GoalResult, ProgrammeRun
from programmes.policies.run import check_open


@transaction.atomic
def note_goal_result(
    *,
    actor: Actor,
    goal_id: int,
    run_id: int,
    on: datetime.date,
    reached: int,
    out_of: int | None,
    source: str,
) -> GoalResult:
    """How far a goal has been reached in a run, as it was counted on a day; the same day again corrects it.

    Raises Goal.DoesNotExist and ProgrammeRun.DoesNotExist outside the actor's scope, and RunClosed.
    """
    run = ProgrammeRun.objects.visible_to(actor.signed_in).get(pk=run_id)
    check_open(run)
    visible = Goal.objects.visible_to(actor.signed_in).select_for_update(of=("self",))
    goal = visible.filter(Q(run=None) | Q(run=run), programme=run.programme_id).get(pk=goal_id)
    values = {"reached": reached, "out_of": out_of, "source": source, "noted_by": actor.signed_in}
    results = GoalResult.objects.everything(why="of a goal that the actor sees")
    result, _made = results.update_or_create(goal=goal, run=run, on=on, school=goal.school, defaults=values)
    record(actor, "note goal result", result, school=goal.school_id, reached=reached, out_of=out_of or 0)
    return result

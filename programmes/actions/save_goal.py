"""What a school wants to reach with a programme, as a number."""

from dataclasses import asdict, dataclass
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _

from portal.accounts.models import CultureSchool
from portal.audit.actor import Actor
from portal.audit.log import record
from portal.audit.saving import Refused, noted, put, stands
from portal.audit.versions import check_version, version_of_fields
from programmes.models import FocusArea, Goal, GoalResult, Programme, ProgrammeRun


@dataclass(frozen=True)
class GoalFacts:
    """Without a run it is a goal of every run."""

    text: str
    unit: str
    target: Decimal
    run_id: int | None = None
    focus_area_id: int | None = None


FIELDS = tuple(GoalFacts.__dataclass_fields__)


class GoalHasResults(Refused):
    """Somebody has counted how far the goal was reached, so it stays; the message says so."""


def version_of_goal(goal: Goal) -> str:
    return version_of_fields(goal, FIELDS)


@transaction.atomic
def add_goal(*, actor: Actor, programme_id: int, school_id: int, facts: GoalFacts) -> Goal:
    """Raises DoesNotExist for what the actor does not coordinate, or is of another programme or school."""
    schools = CultureSchool.objects.visible_to(actor.person).coordinated_by(actor.person)
    school = schools.get(pk=school_id)
    programme = Programme.objects.visible_to(actor.person).filter(schools=school).get(pk=programme_id)
    goal = Goal(school=school, programme=programme, **asdict(facts))
    _check_reach(actor, goal)
    goal.save()
    record(actor, "add goal", goal, school=school, programme=programme.pk, **noted(asdict(facts)))
    return goal


@transaction.atomic
def change_goal(*, actor: Actor, goal_id: int, facts: GoalFacts, based_on: str) -> Goal:
    """Raises DoesNotExist outside the actor's scope, and ChangedMeanwhile."""
    goal = _locked(actor, goal_id)
    values = asdict(facts)
    if stands(goal, values):
        return goal
    check_version(based_on, version_of_goal(goal))
    put(goal, values)
    _check_reach(actor, goal)
    goal.save()
    record(actor, "change goal", goal, school=goal.school_id, **noted(values))
    return goal


@transaction.atomic
def remove_goal(*, actor: Actor, goal_id: int) -> None:
    """Raises Goal.DoesNotExist outside the actor's scope, and GoalHasResults."""
    goal = _locked(actor, goal_id)
    if GoalResult.objects.everything(why="of the goal just judged").filter(goal=goal).exists():
        raise GoalHasResults(_("It has been counted how far this goal was reached, so it stays."))
    record(actor, "remove goal", goal, school=goal.school_id, text=goal.text)
    goal.delete()


def _check_reach(actor: Actor, goal: Goal) -> None:
    if goal.run_id:
        runs = ProgrammeRun.objects.visible_to(actor.person).filter(schools=goal.school_id)
        runs.filter(programme=goal.programme_id).get(pk=goal.run_id)
    if goal.focus_area_id:
        FocusArea.objects.visible_to(actor.person).filter(school=goal.school_id).get(pk=goal.focus_area_id)


def _locked(actor: Actor, goal_id: int) -> Goal:
    return Goal.objects.visible_to(actor.person).select_for_update(no_key=True).get(pk=goal_id)

from django.db import transaction
from django.utils import timezone

from portal.audit.actor import Actor
from portal.audit.log import record
from programmes.actions.booking import lock_for_booking
from programmes.models import Session, SessionPlan
from programmes.policies.plan import check_may_plan
from programmes.telling import tell_of_changed_plans


@transaction.atomic
def remove_plan(*, actor: Actor, plan_id: int) -> int:
    """Remove a plan, and its sessions that are to come and that nobody has decided about.

    All others stay, without a plan. Returns how many went. Raises SessionPlan.DoesNotExist outside the
    actor's scope, PermissionDenied and RunClosed.
    """
    visible = SessionPlan.objects.visible_to(actor.person).select_related("group__run")
    lock_for_booking(schools=[visible.get(pk=plan_id).school_id], people=())
    plan = visible.get(pk=plan_id)
    check_may_plan(actor.signed_in, plan.group)
    sessions = Session.objects.everything(why="of the plan just judged").filter(plan=plan)
    locked = sessions.with_untouched(timezone.now()).select_for_update(of=("self",))
    going = [session.pk for session in locked if session.is_untouched]
    sessions.filter(pk__in=going).delete()
    record(actor, "remove plan", plan, school=plan.school_id, sessions=len(going))
    plan.delete()
    if going:
        tell_of_changed_plans(actor=actor, groups={plan.group_id})
    return len(going)

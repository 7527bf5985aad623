from django.db import transaction
from django.utils import timezone

from portal.audit.actor import Actor
from portal.audit.log import record
from programmes.models import Session, SessionPlan
from programmes.policies.plan import check_may_plan


@transaction.atomic
def remove_plan(*, actor: Actor, plan_id: int) -> int:
    """Remove a plan, and its sessions that are to come and that nobody has decided about.

    All others stay, without a plan. Returns how many went. Raises SessionPlan.DoesNotExist outside the
    actor's scope, PermissionDenied and RunClosed.
    """
    visible = SessionPlan.objects.visible_to(actor.person).select_related("group__run")
    plan = visible.select_for_update(of=("self",)).get(pk=plan_id)
    check_may_plan(actor.signed_in, plan.group)
    sessions = Session.objects.everything(why="of the plan just judged").filter(plan=plan)
    going = list(sessions.untouched(timezone.now()).values_list("pk", flat=True))
    sessions.filter(pk__in=going).delete()
    record(actor, "remove plan", plan, school=plan.school_id, sessions=len(going))
    plan.delete()
    return len(going)

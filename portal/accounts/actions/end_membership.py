from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from portal.accounts.models import CultureSchool, Membership
from portal.accounts.policies import check_may_manage_colleagues
from portal.audit.actor import Actor
from portal.audit.log import record
from portal.scope.rights import forget_rights
from portal.scope.roles import Role


class LastCoordinator(Exception):
    """Nobody would be left to coordinate the school; the message says what to do first."""


@transaction.atomic
def end_membership(*, actor: Actor, membership_id: int) -> Membership:
    """End a colleague's role at a school, or one's own. Ending it again changes nothing.

    Raises Membership.DoesNotExist outside the actor's scope, PermissionDenied and LastCoordinator.
    """
    membership = Membership.objects.visible_to(actor.person).exclude(school=None).get(pk=membership_id)
    # Two coordinators who end each other's role at the same moment take turns here.
    schools = CultureSchool.objects.everything(why="of a visible membership")
    school = schools.select_for_update().get(memberships=membership)
    check_may_manage_colleagues(actor.person, school)
    membership.refresh_from_db()
    if membership.ended_at:
        return membership
    if membership.role == Role.COORDINATOR and not _others(membership):
        raise LastCoordinator(
            _("%(name)s is the only coordinator here. Invite another one first.") % {"name": membership.user}
        )
    membership.ended_at = timezone.now()
    membership.save(update_fields=["ended_at"])
    record(actor, "end role", membership, school=school, user=membership.user_id, role=membership.role)
    forget_rights(actor.person)
    return membership


def _others(membership: Membership) -> bool:
    coordinators = Membership.objects.everything(why="the coordinators of the school just judged").current()
    at_school = coordinators.filter(school=membership.school_id, role=Role.COORDINATOR, user__is_active=True)
    return at_school.exclude(pk=membership.pk).exists()

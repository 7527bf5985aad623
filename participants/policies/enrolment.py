"""Who may decide on places. The predicates agree with querysets of the same rows (tested)."""

from django.core.exceptions import PermissionDenied

from participants.models import Enrolment, EnrolmentRole
from participants.policies.participant import knows_name
from participants.rules.decisions import DECIDING_JOBS
from portal.audit.actor import LINK, SYSTEM, Actor
from portal.scope.person import Person
from portal.scope.rights import rights_of
from portal.scope.roles import Role
from programmes.models import Group
from programmes.policies.run import check_open


def may_see_applications(user: Person, group: Group) -> bool:
    """The coordinators of the group's school."""
    return group.school_id in rights_of(user).of(Role.COORDINATOR)


def may_change_places(user: Person, group: Group) -> bool:
    return may_see_applications(user, group) and not group.run.is_closed


def may_decide(user: Person, enrolment: Enrolment) -> bool:
    """A coordinator of the school who knows the name, while the run is open: `Enrolment.decidable_by`.

    A helper has no place to be decided on.
    """
    takes_part = enrolment.role == EnrolmentRole.PARTICIPANT
    return takes_part and may_change_places(user, enrolment.group) and knows_name(user, enrolment.participant)


def check_may_change_places(user: Person, group: Group) -> None:
    """Raises PermissionDenied for another than a coordinator of the school, RunClosed in a closed run."""
    if not may_see_applications(user, group):
        raise PermissionDenied
    check_open(group.run)


def check_may_decide(actor: Actor, enrolment: Enrolment) -> None:
    """Raises PermissionDenied or RunClosed where `may_decide` says no.

    A family answers and withdraws through its own link alone; a named job acts for its school.
    """
    if actor.user is None:
        if not ((actor.kind == SYSTEM and actor.name in DECIDING_JOBS) or _is_familys_own(actor, enrolment)):
            raise PermissionDenied
        check_open(enrolment.group.run)
        return
    check_may_change_places(actor.person, enrolment.group)
    if not may_decide(actor.person, enrolment):
        raise PermissionDenied


def _is_familys_own(actor: Actor, enrolment: Enrolment) -> bool:
    """Whether the enrolment is a wish that was sent through the actor's link."""
    application = enrolment.application
    return bool(actor.kind == LINK and application and actor.link_id and application.link_id == actor.link_id)

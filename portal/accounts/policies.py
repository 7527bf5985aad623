"""Who gives and ends the roles of a school, and helps a colleague who has lost the second factor."""

from datetime import datetime

from django.core.exceptions import PermissionDenied

from portal.accounts.models import CultureSchool, Invitation, Membership
from portal.scope.person import Person
from portal.scope.rights import rights_of
from portal.scope.roles import Role


def may_manage_colleagues(user: Person, school: CultureSchool) -> bool:
    """The school's coordinators: `CultureSchool.coordinated_by`."""
    return school.pk in rights_of(user).of(Role.COORDINATOR)


def check_may_manage_colleagues(user: Person, school: CultureSchool) -> None:
    """Raises PermissionDenied where `may_manage_colleagues` says no."""
    if not may_manage_colleagues(user, school):
        raise PermissionDenied


def may_reset_second_factor(user: Person, membership: Membership) -> bool:
    """The school's coordinators for a colleague, never for oneself: `Membership.resettable_by`."""
    coordinated = membership.school_id in rights_of(user).of(Role.COORDINATOR)
    return coordinated and membership.user_id != user.pk


def check_may_reset_second_factor(user: Person, membership: Membership) -> None:
    """Raises PermissionDenied where `may_reset_second_factor` says no."""
    if not may_reset_second_factor(user, membership):
        raise PermissionDenied


def is_open(invitation: Invitation, now: datetime) -> bool:
    """As `Invitation.open`: neither accepted, withdrawn nor past its last day."""
    ended = invitation.accepted_at or invitation.withdrawn_at
    return ended is None and invitation.expires_at > now

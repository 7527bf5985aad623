"""Who changes hours that somebody has logged, counts heads, and says how many countries."""

from django.core.exceptions import PermissionDenied

from portal.scope.person import Person
from portal.scope.rights import rights_of
from portal.scope.roles import SCHOOL_ROLES, Role
from programmes.models import Group, ProgrammeRun, RunSchool, WorkHours
from programmes.policies.run import check_open


def may_change_hours(user: Person, row: WorkHours) -> bool:
    """Who logged them, beside sessions and while the run is open: `WorkHours.changeable_by`."""
    is_beside = row.session_id is None and row.training_day_id is None
    return is_beside and row.user_id == user.pk and not row.run.is_closed and _works_at(user, row.school_id)


def may_count_heads(user: Person, part: RunSchool) -> bool:
    """A coordinator of the school, or a teacher of one of its groups in the run: `RunSchool.countable_by`."""
    if part.run.is_closed:
        return False
    rights = rights_of(user)
    if part.school_id in rights.of(Role.COORDINATOR):
        return True
    own = Group.objects.everything(why="whether the user works in one of them").filter(staffing__user=user.pk)
    return (
        part.school_id in rights.of(Role.TEACHER)
        and own.filter(run=part.run_id, school=part.school_id).exists()
    )


def may_set_countries(user: Person, run: ProgrammeRun) -> bool:
    """A figure of the run as a whole: the coordinators of its host."""
    return not run.is_closed and run.host_school_id in rights_of(user).of(Role.COORDINATOR)


def check_may_set_countries(user: Person, run: ProgrammeRun) -> None:
    """Raises RunClosed, and PermissionDenied where `may_set_countries` says no."""
    check_open(run)
    if not may_set_countries(user, run):
        raise PermissionDenied


def _works_at(user: Person, school: int) -> bool:
    rights = rights_of(user)
    return any(school in rights.of(role) for role in SCHOOL_ROLES)

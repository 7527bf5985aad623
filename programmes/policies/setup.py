"""Who sets up what. The predicates agree with querysets of the same rows (tested)."""

from django.core.exceptions import PermissionDenied

from portal.scope.person import Person
from portal.scope.rights import rights_of
from portal.scope.roles import PROGRAMME_LEAD, SUB_REGION_COORDINATOR, Role
from programmes.models import Format, Group, Programme, ProgrammeRun, SubRegion


def may_change_programme(user: Person, programme: Programme) -> bool:
    """A shared one is its lead's, a school's own its coordinators': `Programme.changeable_by`."""
    rights = rights_of(user)
    if programme.is_shared:
        return programme.pk in rights.of(PROGRAMME_LEAD)
    return programme.schools.filter(pk__in=rights.of(Role.COORDINATOR)).exists()


def may_change_run(user: Person, run: ProgrammeRun) -> bool:
    """The coordinators of its host, while it is not closed: `ProgrammeRun.changeable_by`."""
    return not run.is_closed and is_host(user, run)


def is_host(user: Person, run: ProgrammeRun) -> bool:
    """The coordinators of its host, closed or not: `ProgrammeRun.hosted_by`."""
    return run.host_school_id in rights_of(user).of(Role.COORDINATOR)


def may_change_group(user: Person, group: Group) -> bool:
    """The coordinators of its school, while the run is not closed: `Group.changeable_by`."""
    return not group.run.is_closed and group.school_id in rights_of(user).of(Role.COORDINATOR)


def may_change_format(user: Person, row: Format) -> bool:
    """See `Format.changeable_by`."""
    rights = rights_of(user)
    if row.school_id:
        return row.school_id in rights.of(Role.COORDINATOR)
    if may_change_programme(user, row.programme):
        return True
    regions = SubRegion.objects.everything(why="the user's own").filter(programme=row.programme_id)
    own = regions.filter(pk__in=rights.of(SUB_REGION_COORDINATOR))
    return row.programme.is_shared and own.exists()


def check_may_change_programme(user: Person, programme: Programme) -> None:
    """Raises PermissionDenied where `may_change_programme` says no."""
    if not may_change_programme(user, programme):
        raise PermissionDenied


def check_is_host(user: Person, run: ProgrammeRun) -> None:
    """Raises PermissionDenied where `is_host` says no."""
    if not is_host(user, run):
        raise PermissionDenied


def check_may_change_format(user: Person, row: Format) -> None:
    """Raises PermissionDenied where `may_change_format` says no."""
    if not may_change_format(user, row):
        raise PermissionDenied

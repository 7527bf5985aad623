"""Who sets up a course for staff, and who says who took part."""

from django.core.exceptions import PermissionDenied

from portal.scope.person import Person
from portal.scope.rights import rights_of
from portal.scope.roles import Role
from programmes.models import Training
from programmes.policies.run import check_open


def may_set_up_training(user: Person, training: Training) -> bool:
    """The coordinators of the school whose course it is: `Training.set_up_by`."""
    return training.school_id in rights_of(user).of(Role.COORDINATOR)


def check_may_set_up_training(user: Person, training: Training) -> None:
    """Raises PermissionDenied, and RunClosed where its hours stand in a closed run."""
    if not may_set_up_training(user, training):
        raise PermissionDenied
    check_hours_open(training)


def check_hours_open(training: Training) -> None:
    """Raises RunClosed: what counts as hours of a closed run is not changed."""
    if training.counts_as_hours and training.run:
        check_open(training.run)

from collections.abc import Mapping

from django.apps import apps

from portal.scope.person import Person
from portal.scope.roles import PROGRAMME_LEAD, SUB_REGION_COORDINATOR

KEPT_ROLES = (PROGRAMME_LEAD, SUB_REGION_COORDINATOR)


def held_by(user: Person) -> Mapping[str, set[int]]:
    """Which programmes a user leads, and which sub-regions she coordinates."""
    held: dict[str, set[int]] = {role: set() for role in KEPT_ROLES}
    memberships = apps.get_model("programmes", "ProgrammeMembership").objects
    for programme, sub_region in (
        memberships.everything(why="the user's own roles")
        .filter(user=user.pk, ended_at=None)
        .values_list("programme_id", "sub_region_id")
    ):
        if sub_region:
            held[SUB_REGION_COORDINATOR].add(sub_region)
        else:
            held[PROGRAMME_LEAD].add(programme)
    return held

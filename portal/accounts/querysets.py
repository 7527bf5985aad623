from collections.abc import Mapping
from typing import Self

from django.apps import apps
from django.db.models import Q
from django.utils import timezone

from portal.scope.person import Person
from portal.scope.querysets import ScopedQuerySet
from portal.scope.rights import rights_of
from portal.scope.roles import SCHOOL_ROLES, Role

KEPT_ROLES = tuple(Role)


def held_by(user: Person) -> Mapping[str, set[int]]:
    """The kernel's provider of rights: memberships that have not ended. An administrator holds the id 0."""
    held: dict[str, set[int]] = {}
    memberships = apps.get_model("accounts", "Membership").objects.everything(why="the user's own roles")
    for role, school, municipality in (
        memberships.current().filter(user=user.pk).values_list("role", "school_id", "municipality_id")
    ):
        held.setdefault(role, set()).add(school or municipality or 0)
    return held


class CultureSchoolQuerySet(ScopedQuerySet):
    def visible_to(self, user: Person) -> Self:
        """The schools of one's memberships; a leader's are those of the municipality."""
        rights = rights_of(user)
        own = set().union(*(rights.of(role) for role in SCHOOL_ROLES))
        return self.filter(Q(id__in=own) | Q(municipality__in=rights.of(Role.LEADER)))

    def coordinated_by(self, user: Person) -> Self:
        """The schools whose roles the user gives and ends."""
        return self.filter(id__in=rights_of(user).of(Role.COORDINATOR))


class MembershipQuerySet(ScopedQuerySet):
    def current(self) -> Self:
        return self.filter(ended_at=None)

    def visible_to(self, user: Person) -> Self:
        """One's own, and those at the schools that one coordinates."""
        return self.filter(Q(user=user.pk) | Q(school__in=rights_of(user).of(Role.COORDINATOR)))

    def resettable_by(self, user: Person) -> Self:
        """Those at the schools that one coordinates, but one's own."""
        return self.filter(school__in=rights_of(user).of(Role.COORDINATOR)).exclude(user=user.pk)


class InvitationQuerySet(ScopedQuerySet):
    def visible_to(self, user: Person) -> Self:
        return self.filter(school__in=rights_of(user).of(Role.COORDINATOR))

    def open(self) -> Self:
        """Neither accepted, withdrawn nor past its last day."""
        return self.filter(accepted_at=None, withdrawn_at=None, expires_at__gt=timezone.now())

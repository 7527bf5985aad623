from typing import Self

from portal.scope.person import Person
from portal.scope.querysets import OfSchoolQuerySet
from portal.scope.rights import rights_of
from portal.scope.roles import Role


class ActualLineQuerySet(OfSchoolQuerySet):
    def visible_to(self, user: Person) -> Self:
        """A run's host reads all its lines, another school its own."""
        own = rights_of(user).of(Role.COORDINATOR)
        return self.filter(run__host_school__in=own) | self.filter(school__in=own)

    def kept_by(self, user: Person) -> Self:
        """Those of the schools that one coordinates: noted, changed and corrected by them alone."""
        return self.filter(school__in=rights_of(user).of(Role.COORDINATOR))

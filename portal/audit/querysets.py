from typing import Self

from portal.scope.person import Person
from portal.scope.querysets import ScopedQuerySet
from portal.scope.rights import rights_of
from portal.scope.roles import Role


class AuditQuerySet(ScopedQuerySet):
    def visible_to(self, user: Person) -> Self:
        """The entries of the schools that one coordinates."""
        return self.filter(school__in=rights_of(user).of(Role.COORDINATOR))

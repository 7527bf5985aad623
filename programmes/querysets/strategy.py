from typing import Self

from portal.scope.person import Person
from portal.scope.querysets import ScopedQuerySet
from portal.scope.rights import rights_of
from portal.scope.roles import Role


class OfFocusAreaQuerySet(ScopedQuerySet):
    """Rows that hang on a focus area: seen by the coordinators of its school."""

    def visible_to(self, user: Person) -> Self:
        return self.filter(focus_area__school__in=rights_of(user).of(Role.COORDINATOR))

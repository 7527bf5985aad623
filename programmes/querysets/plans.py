from typing import Self

from portal.accounts.models import CultureSchool
from portal.scope.person import Person
from portal.scope.querysets import ScopedQuerySet


class HolidayQuerySet(ScopedQuerySet):
    def visible_to(self, user: Person) -> Self:
        """Those of the municipalities whose schools one works at."""
        schools = CultureSchool.objects.visible_to(user)
        return self.filter(municipality__in=schools.values("municipality"))

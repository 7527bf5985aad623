import datetime
from typing import Self

from django.db.models import Q

from portal.scope.person import Person
from portal.scope.querysets import ScopedQuerySet


class ReferenceQuerySet(ScopedQuerySet):
    """Public reference data: whoever has signed in may read it."""

    def visible_to(self, user: Person) -> Self:
        return self.all() if user.is_authenticated else self.none()


class PeriodQuerySet(ReferenceQuerySet):
    def valid_on(self, day: datetime.date) -> Self:
        """The periods that hold on `day`, both ends included."""
        return self.filter(Q(valid_to=None) | Q(valid_to__gte=day), valid_from__lte=day)

import datetime
from typing import Self

from portal.accounts.models import CultureSchool
from portal.scope.person import Person
from portal.scope.querysets import ScopedQuerySet


class HolidayQuerySet(ScopedQuerySet):
    def visible_to(self, user: Person) -> Self:
        """Those of the municipalities whose schools one works at."""
        schools = CultureSchool.objects.visible_to(user)
        return self.filter(municipality__in=schools.values("municipality"))

    def changeable_by(self, user: Person) -> Self:
        """Those of the municipalities whose schools one coordinates."""
        schools = CultureSchool.objects.visible_to(user).coordinated_by(user)
        return self.filter(municipality__in=schools.values("municipality"))

    def touching(self, first: datetime.date, last: datetime.date) -> Self:
        return self.filter(first_day__lte=last, last_day__gte=first)


class FeedQuerySet(ScopedQuerySet):
    def visible_to(self, user: Person) -> Self:
        """One's own."""
        return self.filter(user=user.pk)

from typing import Self

from django.db.models import Q

from portal.accounts.models import CultureSchool
from portal.scope.person import Person
from portal.scope.querysets import ScopedQuerySet
from portal.scope.rights import rights_of
from portal.scope.roles import PROGRAMME_LEAD, Role


class ProgrammeQuerySet(ScopedQuerySet):
    def visible_to(self, user: Person) -> Self:
        """Programmes that a school of one's own runs or takes part in, and those one leads."""
        schools = CultureSchool.objects.visible_to(user).values("id")
        return self.filter(Q(schools__in=schools) | Q(id__in=rights_of(user).of(PROGRAMME_LEAD))).distinct()


class OfProgrammeQuerySet(ScopedQuerySet):
    def visible_to(self, user: Person) -> Self:
        return self.filter(programme__in=rights_of(user).of(PROGRAMME_LEAD))


class OfSubRegionQuerySet(ScopedQuerySet):
    def visible_to(self, user: Person) -> Self:
        return self.filter(sub_region__programme__in=rights_of(user).of(PROGRAMME_LEAD))


class RunQuerySet(ScopedQuerySet):
    def visible_to(self, user: Person) -> Self:
        """Runs that a school of one's own takes part in, and those of programmes one leads."""
        schools = CultureSchool.objects.visible_to(user).values("id")
        return self.filter(
            Q(schools__in=schools) | Q(programme__in=rights_of(user).of(PROGRAMME_LEAD))
        ).distinct()


class OfSchoolQuerySet(ScopedQuerySet):
    """Rows of one school that its coordinators see exactly."""

    def visible_to(self, user: Person) -> Self:
        return self.filter(school__in=rights_of(user).of(Role.COORDINATOR))

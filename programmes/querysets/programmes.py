from typing import Self

from django.apps import apps
from django.db.models import Q

from portal.accounts.models import CultureSchool
from portal.geography.querysets import PeriodQuerySet
from portal.scope.person import Person
from portal.scope.querysets import ScopedQuerySet
from portal.scope.rights import rights_of
from portal.scope.roles import PROGRAMME_LEAD, SUB_REGION_COORDINATOR, Role


class ProgrammeQuerySet(ScopedQuerySet):
    def visible_to(self, user: Person) -> Self:
        """Programmes that a school of one's own runs or takes part in, and those one leads."""
        schools = CultureSchool.objects.visible_to(user).values("id")
        return self.filter(Q(schools__in=schools) | Q(id__in=rights_of(user).of(PROGRAMME_LEAD))).distinct()

    def with_formats_for(self, user: Person) -> Self:
        """Those that one sees, and those of which one coordinates a sub-region."""
        rights = rights_of(user)
        schools = CultureSchool.objects.visible_to(user).values("id")
        return self.filter(
            Q(schools__in=schools)
            | Q(id__in=rights.of(PROGRAMME_LEAD))
            | Q(sub_regions__in=rights.of(SUB_REGION_COORDINATOR))
        ).distinct()

    def set_up_by(self, user: Person) -> Self:
        """Those of the schools that one coordinates, and those that one leads: `may_set_up`."""
        rights = rights_of(user)
        schools = rights.of(Role.COORDINATOR)
        return self.filter(Q(schools__in=schools) | Q(id__in=rights.of(PROGRAMME_LEAD))).distinct()

    def changeable_by(self, user: Person) -> Self:
        """A shared one is its lead's, a school's own its coordinators': `may_change_programme`."""
        rights = rights_of(user)
        own = Q(is_shared=False, schools__in=rights.of(Role.COORDINATOR))
        return self.filter(own | Q(is_shared=True, id__in=rights.of(PROGRAMME_LEAD))).distinct()


class SchoolPeriodQuerySet(PeriodQuerySet):
    """A school's part in a programme, by period: known to everybody who sees the programme."""

    def visible_to(self, user: Person) -> Self:
        programmes = apps.get_model("programmes", "Programme").objects.visible_to(user)
        return self.filter(programme__in=programmes.values("id"))


class OfProgrammeQuerySet(ScopedQuerySet):
    def visible_to(self, user: Person) -> Self:
        return self.filter(programme__in=rights_of(user).of(PROGRAMME_LEAD))


class SubRegionQuerySet(ScopedQuerySet):
    def visible_to(self, user: Person) -> Self:
        """Those of programmes that one leads, and those that one coordinates."""
        rights = rights_of(user)
        return self.filter(
            Q(programme__in=rights.of(PROGRAMME_LEAD)) | Q(id__in=rights.of(SUB_REGION_COORDINATOR))
        )


class OfSubRegionQuerySet(PeriodQuerySet):
    def visible_to(self, user: Person) -> Self:
        rights = rights_of(user)
        return self.filter(
            Q(sub_region__programme__in=rights.of(PROGRAMME_LEAD))
            | Q(sub_region__in=rights.of(SUB_REGION_COORDINATOR))
        )


class RunQuerySet(ScopedQuerySet):
    def visible_to(self, user: Person) -> Self:
        """Runs that a school of one's own takes part in, and those of programmes one leads."""
        schools = CultureSchool.objects.visible_to(user).values("id")
        return self.filter(
            Q(schools__in=schools) | Q(programme__in=rights_of(user).of(PROGRAMME_LEAD))
        ).distinct()

    def set_up_by(self, user: Person) -> Self:
        """Those that a school takes part in which one coordinates: `may_set_up_run`."""
        return self.filter(schools__in=rights_of(user).of(Role.COORDINATOR)).distinct()

    def hosted_by(self, user: Person) -> Self:
        """Those whose host one coordinates: `is_host`."""
        return self.filter(host_school__in=rights_of(user).of(Role.COORDINATOR))

    def changeable_by(self, user: Person) -> Self:
        """Name, days and schools of a run that is not closed are its host's: `may_change_run`."""
        return self.hosted_by(user).exclude(state="closed")

    def locked(self) -> Self:
        """Locked until the transaction ends; SQLite locks as a whole."""
        return self.select_for_update(of=("self",), no_key=True)

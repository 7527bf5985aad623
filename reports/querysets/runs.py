import datetime
from collections.abc import Iterable
from typing import Self

from django.db.models import Q

from portal.scope.person import Person
from portal.scope.querysets import ScopedQuerySet
from portal.scope.rights import rights_of
from portal.scope.roles import PROGRAMME_LEAD, Role


class ReportRunQuerySet(ScopedQuerySet):
    def visible_to(self, user: Person) -> Self:
        """A programme's reports for its lead, a municipality's for its leader, a school's for coordinators.

        A report carries exactly one of the three as its scope: see ReportRun.
        """
        rights = rights_of(user)
        return self.filter(
            Q(municipality=None, school=None, programme__in=rights.of(PROGRAMME_LEAD))
            | Q(municipality__in=rights.of(Role.LEADER))
            | Q(school__in=rights.of(Role.COORDINATOR))
        )

    def with_job(self) -> Self:
        return self.select_related("job", "programme", "municipality", "school", "requested_by")

    def without_figures(self) -> Self:
        """For lists: the snapshot of a report may be large and no list shows it."""
        return self.defer("snapshot")

    def naming(self, files: Iterable[str]) -> Self:
        return self.filter(file__in=list(files))

    def about_year(self, year: int) -> Self:
        return self.filter(
            period_from__lte=datetime.date(year, 12, 31), period_to__gte=datetime.date(year, 1, 1)
        )

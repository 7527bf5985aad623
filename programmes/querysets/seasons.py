import datetime
from collections.abc import Collection
from typing import Self

from django.db.models import Q, QuerySet

from portal.scope.querysets import OfSchoolQuerySet


class SeasonQuerySet(OfSchoolQuerySet):
    def open_on(self, day: datetime.date) -> Self:
        """Those in which families may apply, of programmes that are not by referral only."""
        return self.filter(
            ~Q(run__state="closed"),
            opens_on__lte=day,
            closes_on__gte=day,
            run__programme__by_referral_only=False,
        )

    def locked(self) -> Self:
        """Locked until the transaction ends, with its run and school; SQLite locks as a whole."""
        return self.select_related("run__programme", "school__municipality").select_for_update(
            of=("self",), no_key=True
        )

    def groups_open_on(self, day: datetime.date, school: int, keys: Collection[int]) -> QuerySet:
        """Of `keys` the school's groups that `GroupQuerySet.in_catalogue_on` has, where each moment counts.

        As key, key of the run, and the day on which its details go.
        """
        of_school = {"run__groups__school": school, "run__groups__in_catalogue": True}
        listed = self.open_on(day).filter(school=school, run__groups__pk__in=keys, **of_school)
        return listed.values_list("run__groups__pk", "run_id", "run__retention_on")

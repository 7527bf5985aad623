import datetime
from typing import Self

from programmes.querysets.programmes import OfSchoolQuerySet


class SeasonQuerySet(OfSchoolQuerySet):
    def open_on(self, day: datetime.date) -> Self:
        """Those in which families may apply, of programmes that are not by referral only."""
        return self.filter(
            opens_on__lte=day, closes_on__gte=day, run__programme__by_referral_only=False
        ).exclude(run__state="closed")

    def locked(self) -> Self:
        """Locked until the transaction ends, with its run and school; SQLite locks as a whole."""
        return self.select_related("run__programme", "school__municipality").select_for_update(
            of=("self",), no_key=True
        )

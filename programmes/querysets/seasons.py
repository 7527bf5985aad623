import datetime
from typing import Self

from programmes.querysets.programmes import OfSchoolQuerySet


class SeasonQuerySet(OfSchoolQuerySet):
    def open_on(self, day: datetime.date) -> Self:
        """Those in which families may apply, of programmes that are not by referral only."""
        return self.filter(
            opens_on__lte=day, closes_on__gte=day, run__programme__by_referral_only=False
        ).exclude(run__state="closed")

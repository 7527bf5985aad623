"""All that can be stored of who pays for one place."""

import datetime

from participants.models import CostShare, Enrolment, Fee, FeeWaiver, SharedCost, SharePayer
from portal.accounts.models import User

SINCE = datetime.date(2024, 8, 1)


def paid(place: Enrolment, user: User, mark: str) -> CostShare:
    """A fee, a free place, and a share of the culture school's and the family's, with a cost."""
    school = place.school
    Fee.objects.create(
        school=school,
        enrolment=place,
        starts_on=SINCE,
        ends_on=datetime.date(2024, 12, 31),
        ordinary=100_000,
        factor=1,
        amount=100_000,
        currency=school.country.currency,
        made_by=user,
    )
    FeeWaiver.objects.create(school=school, enrolment=place, starts_on=SINCE, granted_by=user)
    share = CostShare.objects.create(
        school=school,
        title=f"{mark} plads",
        enrolment=place,
        starts_on=SINCE,
        currency=school.country.currency,
    )
    SharePayer.objects.create(cost_share=share, kind="school", basis="percent", share="0.5", takes_rest=True)
    SharePayer.objects.create(cost_share=share, kind="family", basis="percent", share="0.5")
    SharedCost.objects.create(cost_share=share, on=SINCE, text=f"{mark} tur", amount=50_000, noted_by=user)
    return share

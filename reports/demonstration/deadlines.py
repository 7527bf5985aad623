import datetime

from portal.accounts.models import CultureSchool, Membership
from portal.deadlines.registry import DeadlineKind
from portal.scope.roles import Role
from reports.models import DeadlineOwner, OwnDeadline

WHY = "the demonstration is loaded into an empty portal"
WRITTEN = {
    "Kongsberg": (
        (-3, "Tall til kommunens årsmelding (demo)", True),
        (12, "Innspill til økonomiplanen (demo)", True),
        (47, "Plan for vårkonserten til skolene (demo)", False),
    ),
    "Roskilde": (
        (9, "Bidrag til kulturudvalgets møde (demo)", True),
        (60, "Aftale om lokaler næste halvår (demo)", False),
    ),
}
"""By municipality: days from today, what, and whether somebody is named."""


def load(today: datetime.date) -> None:
    for place, written in WRITTEN.items():
        school = CultureSchool.objects.everything(why=WHY).get(municipality__name=place)
        members = Membership.objects.everything(why=WHY).current()
        owner = members.filter(school=school, role=Role.COORDINATOR).order_by("pk").first()
        if owner:
            DeadlineOwner.objects.create(school=school, kind=DeadlineKind.SETTLEMENT, owner_id=owner.user_id)
        OwnDeadline.objects.bulk_create(
            OwnDeadline(
                school=school,
                title=title,
                due_on=today + datetime.timedelta(days=days),
                owner_id=owner.user_id if owner and named else None,
            )
            for days, title, named in written
        )

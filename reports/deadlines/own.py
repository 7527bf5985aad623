import datetime
from collections.abc import Collection, Iterator

from django.urls import reverse

from portal.deadlines.registry import Deadline, DeadlineKind
from reports.models import OwnDeadline


def own_deadlines(schools: Collection[int], first: datetime.date, last: datetime.date) -> Iterator[Deadline]:
    """What coordinators have written down and not ticked off."""
    rows = OwnDeadline.objects.everything(why="of schools that the caller has judged")
    for row in rows.filter(school__in=schools, done_on=None, due_on__range=(first, last)):
        yield Deadline(
            key=f"own-{row.pk}",
            kind=DeadlineKind.OWN,
            due_on=row.due_on,
            title=row.title,
            school_id=row.school_id,
            url=reverse("reports:deadline", args=[row.pk]),
            owner_id=row.owner_id,
        )

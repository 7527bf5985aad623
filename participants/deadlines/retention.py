import datetime
from collections.abc import Collection, Iterator

from django.urls import reverse
from django.utils.translation import gettext as _

from portal.deadlines.registry import Deadline, DeadlineKind
from programmes.models import RunSchool


def retention(schools: Collection[int], first: datetime.date, last: datetime.date) -> Iterator[Deadline]:
    """The nights in which the details of a run's people go by themselves; each school's own people."""
    rows = RunSchool.objects.everything(why="of schools that the caller has judged")
    found = rows.filter(school__in=schools, run__retention_on__range=(first, last))
    for part in found.select_related("run__programme"):
        yield Deadline(
            key=f"retention-{part.run_id}-{part.school_id}",
            kind=DeadlineKind.RETENTION,
            due_on=part.run.retention_on,
            title=_("Details of its people are removed: %(run)s") % {"run": part.run},
            school_id=part.school_id,
            url=reverse("participants:retention"),
            passes=True,
        )

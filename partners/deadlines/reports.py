import datetime
from collections.abc import Collection, Iterator

from django.urls import reverse
from django.utils.text import capfirst

from partners.models import ReportDue
from partners.papers import missing_papers
from portal.deadlines.registry import Deadline, DeadlineKind


def reports(schools: Collection[int], first: datetime.date, last: datetime.date) -> Iterator[Deadline]:
    """Reports to funders that were not sent, with the papers that they still ask for."""
    rows = ReportDue.objects.everything(why="of schools that the caller has judged")
    found = rows.filter(grant__school__in=schools, due_on__range=(first, last))
    for report in found.to_be_sent().with_papers():
        yield Deadline(
            key=f"report-{report.pk}",
            kind=DeadlineKind.REPORT,
            due_on=report.due_on,
            title=f"{capfirst(report.get_kind_display())}: {report.grant}",
            school_id=report.grant.school_id,
            url=reverse("reports:grant", args=[report.grant_id]),
            owner_id=report.grant.responsible_id,
            missing=missing_papers(report),
        )

"""The reports of a grant, as its conditions give them."""

from partners.models import Grant, GrantState, ReportDue
from partners.rules.deadlines import Reporting, reports

_OWN = "of the grant just judged"


def reporting_of(grant: Grant) -> Reporting:
    return Reporting(grant.by_calendar_year, grant.report_month, grant.report_day, grant.report_days_after)


def derive_reports(grant: Grant) -> None:
    """Of one that was awarded. What was sent, or a person has set, stays as it is."""
    rows = ReportDue.objects.everything(why=_OWN).filter(grant=grant)
    if grant.state != GrantState.AWARDED:
        return
    kept = {(row.kind, row.period_to) for row in rows if row.sent_on or row.is_corrected}
    wanted = [
        due
        for due in reports(reporting_of(grant), grant.starts_on, grant.ends_on)
        if (due.kind, due.last) not in kept
    ]
    rows.filter(sent_on=None, is_corrected=False).exclude(
        pk__in=[
            row.pk for row in rows if (row.kind, row.period_to) in {(due.kind, due.last) for due in wanted}
        ]
    ).delete()
    for due in wanted:
        rows.update_or_create(
            grant=grant,
            kind=due.kind,
            period_to=due.last,
            defaults={"period_from": due.first, "due_on": due.due_on},
        )

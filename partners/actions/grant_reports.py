"""The reports that a funder wants: another day than the conditions give, one more, and that it was sent."""

import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from partners.actions.own_grant import open_grant
from partners.models import Grant, GrantState, ReportDue
from partners.papers import missing_papers
from portal.audit.actor import Actor
from portal.audit.log import record
from portal.audit.saving import Refused, unique_name


class PapersMissing(Refused):
    """What the funder asks for is not there; the message names it."""


@transaction.atomic
def add_report(
    *,
    actor: Actor,
    grant_id: int,
    kind: str,
    period_from: datetime.date,
    period_to: datetime.date,
    due_on: datetime.date,
) -> ReportDue:
    """One that the conditions do not give. Raises Grant.DoesNotExist, Closed and Refused."""
    grant = open_grant(actor, grant_id)
    if grant.state != GrantState.AWARDED:
        raise Refused(_("A report is due once the grant is awarded."))
    row = ReportDue(grant=grant, kind=kind, period_from=period_from, period_to=period_to, due_on=due_on)
    row.is_corrected = True
    with unique_name(_("There is such a report to that day already.")):
        row.save()
    record(actor, "add report due", row, school=grant.school_id, due=str(due_on))
    return row


@transaction.atomic
def set_report_day(*, actor: Actor, report_id: int, due_on: datetime.date) -> ReportDue:
    """As the funder said it; conditions no longer move it. Raises DoesNotExist, Closed and Refused."""
    row, grant = _own(actor, report_id)
    if due_on < row.period_from:
        raise Refused(_("This is before the period of the report."))
    if row.due_on != due_on:
        row.due_on, row.is_corrected = due_on, True
        row.save(update_fields=["due_on", "is_corrected"])
        record(actor, "set day of report", row, school=grant.school_id, due=str(due_on))
    return row


@transaction.atomic
def note_sent(*, actor: Actor, report_id: int, sent_on: datetime.date, anyway: bool = False) -> ReportDue:
    """`anyway`: although papers are missing. Raises DoesNotExist, Closed, Refused and PapersMissing."""
    row, grant = _own(actor, report_id)
    if row.sent_on:
        raise Refused(_("It is noted as sent already. Was it not, say so on its page first."))
    missing = missing_papers(row)
    if missing and not anyway:
        words = _("Still missing: %(papers)s. Attach them, or tick that it was sent without.")
        raise PapersMissing(words % {"papers": ", ".join(missing)})
    row.sent_on = sent_on
    row.save(update_fields=["sent_on"])
    record(actor, "note report sent", row, school=grant.school_id, on=str(sent_on), missing=len(missing))
    return row


@transaction.atomic
def not_sent(*, actor: Actor, report_id: int) -> ReportDue:
    """It was noted by mistake. Raises DoesNotExist and Closed."""
    row, grant = _own(actor, report_id)
    if row.sent_on:
        row.sent_on = None
        row.save(update_fields=["sent_on"])
        record(actor, "report not sent", row, school=grant.school_id)
    return row


@transaction.atomic
def remove_report(*, actor: Actor, report_id: int) -> None:
    """One that a person has added or set. Raises DoesNotExist, Closed and Refused."""
    row, grant = _own(actor, report_id)
    if row.sent_on or not row.is_corrected:
        raise Refused(_("This report follows from the conditions, or was sent: it stays."))
    record(actor, "remove report due", row, school=grant.school_id, due=str(row.due_on))
    row.delete()


def _own(actor: Actor, report_id: int) -> tuple[ReportDue, Grant]:
    visible = ReportDue.objects.visible_to(actor.person)
    grant = open_grant(actor, visible.values_list("grant", flat=True).get(pk=report_id))
    return visible.with_papers().get(pk=report_id), grant

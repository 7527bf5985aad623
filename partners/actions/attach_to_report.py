"""A paper that goes with one report of a grant, so that next year's is asked for anew."""

from django.db import transaction

from partners.actions.attach import attach
from partners.actions.own_grant import open_grant
from partners.models import Attachment, ReportDue
from portal.audit.actor import Actor


@transaction.atomic
def attach_to_report(
    *, actor: Actor, report_id: int, kind: str, title: str, content: bytes, name: str = ""
) -> Attachment:
    """Raises ReportDue.DoesNotExist outside the actor's scope, Closed, and Refused for another file."""
    report = ReportDue.objects.visible_to(actor.person).select_related("grant").get(pk=report_id)
    row = attach(
        actor=actor,
        school_id=report.grant.school_id,
        kind=kind,
        title=title,
        name=name,
        content=content,
        grant_id=report.grant_id,
    )
    # The school is locked before the grant, here as wherever both are.
    open_grant(actor, report.grant_id)
    row.report = report
    row.save(update_fields=["report"])
    return row

"""How it goes on after the last krone, and that the grant is done with."""

from django.db import transaction
from django.utils.translation import gettext as _

from partners.actions.own_grant import open_grant
from partners.models import Afterwards, Grant, GrantState, ReportDue
from portal.audit.actor import Actor
from portal.audit.log import record
from portal.audit.saving import Refused


@transaction.atomic
def say_how_it_goes_on(*, actor: Actor, grant_id: int, afterwards: str, note: str = "") -> Grant:
    """Raises Grant.DoesNotExist outside the actor's scope, and Closed."""
    grant = open_grant(actor, grant_id)
    if (grant.afterwards, grant.afterwards_note) != (afterwards, note):
        grant.afterwards, grant.afterwards_note = Afterwards(afterwards), note
        grant.save(update_fields=["afterwards", "afterwards_note"])
        record(actor, "say how grant goes on", grant, school=grant.school_id, afterwards=afterwards)
    return grant


@transaction.atomic
def close_grant(*, actor: Actor, grant_id: int, afterwards: str, note: str = "") -> Grant:
    """Raises Grant.DoesNotExist outside the actor's scope, Closed, and Refused where something is owed."""
    grant = say_how_it_goes_on(actor=actor, grant_id=grant_id, afterwards=afterwards, note=note)
    if grant.state != GrantState.AWARDED:
        raise Refused(_("Only a grant that was awarded is closed."))
    owed = ReportDue.objects.visible_to(actor.person).filter(grant=grant, sent_on=None).count()
    if owed:
        raise Refused(_("Not every report has been sent. Note them as sent first; then close the grant."))
    grant.state = GrantState.CLOSED
    grant.save(update_fields=["state"])
    record(actor, "close grant", grant, school=grant.school_id, afterwards=afterwards)
    return grant

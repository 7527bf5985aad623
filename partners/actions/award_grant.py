"""A funder's answer."""

import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from partners.actions.derive_reports import derive_reports
from partners.actions.own_grant import locked
from partners.models import Grant, GrantState
from portal.audit.actor import Actor
from portal.audit.log import record
from portal.audit.saving import Refused


@transaction.atomic
def award_grant(
    *, actor: Actor, grant_id: int, awarded_on: datetime.date, amount: int, reference: str = ""
) -> Grant:
    """Also of one that was refused at first. Its reports follow from its conditions from now on.

    Raises Grant.DoesNotExist outside the actor's scope, and Refused.
    """
    grant = _waiting(actor, grant_id, but=GrantState.REFUSED)
    before = grant.amount
    grant.state, grant.awarded_on, grant.amount = GrantState.AWARDED, awarded_on, amount
    grant.reference = reference or grant.reference
    grant.save(update_fields=["state", "awarded_on", "amount", "reference"])
    derive_reports(grant)
    change = {"before": before, "after": amount}
    told = {"amount": change, "currency": grant.currency, "on": str(awarded_on)}
    record(actor, "award grant", grant, school=grant.school_id, **told)
    return grant


@transaction.atomic
def refuse_grant(*, actor: Actor, grant_id: int) -> Grant:
    """The funder's no. Raises as `award_grant`."""
    grant = _waiting(actor, grant_id)
    grant.state = GrantState.REFUSED
    grant.save(update_fields=["state"])
    record(actor, "refuse grant", grant, school=grant.school_id)
    return grant


def _waiting(actor: Actor, grant_id: int, *, but: str = "") -> Grant:
    grant = locked(actor, grant_id)
    if grant.state not in (GrantState.APPLIED, but):
        raise Refused(_("The answer to this application stands already."))
    return grant

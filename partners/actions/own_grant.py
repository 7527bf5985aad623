"""The grant that an action changes: the actor's own, locked, and not closed."""

from django.utils.translation import gettext as _

from partners.models import Grant, GrantState
from portal.audit.actor import Actor
from portal.audit.saving import Closed


def locked(actor: Actor, grant_id: int) -> Grant:
    """Raises Grant.DoesNotExist outside the actor's scope."""
    return Grant.objects.visible_to(actor.person).select_for_update(no_key=True).get(pk=grant_id)


def open_grant(actor: Actor, grant_id: int) -> Grant:
    """As `locked`. Raises Closed where the grant is."""
    grant = locked(actor, grant_id)
    if grant.state == GrantState.CLOSED:
        raise Closed(_("The grant is closed: it is read and no longer changed."))
    return grant

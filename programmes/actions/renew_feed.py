from django.db import transaction

from portal.audit.actor import Actor
from portal.audit.log import record
from programmes.feeds import new_nonce
from programmes.models import CalendarFeed


@transaction.atomic
def renew_feed(*, actor: Actor) -> CalendarFeed:
    """A new address of one's own calendar; an older one ends."""
    feed, _is_new = CalendarFeed.objects.everything(why="the actor's own").update_or_create(
        user=actor.signed_in, defaults={"nonce": new_nonce()}
    )
    record(actor, "renew calendar address", feed, school=None)
    return feed

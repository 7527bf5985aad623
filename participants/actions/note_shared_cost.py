"""Costs that several pay together: written down, and corrected by another line."""

import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from participants.actions.save_cost_share import locked_share
from participants.models import CostShare, SharedCost
from participants.owed import holds
from participants.rules.sharing import lowest
from portal.audit.actor import Actor
from portal.audit.log import record
from portal.audit.saving import Refused

_WHY = "of a share that the actor was shown"


@transaction.atomic
def note_shared_cost(*, actor: Actor, share_id: int, on: datetime.date, text: str, amount: int) -> SharedCost:
    """Raises CostShare.DoesNotExist outside the actor's scope, and Refused."""
    share = locked_share(actor, share_id)
    if not holds(share, on):
        raise Refused(_("On that day nothing is shared here. Change the days of the share first."))
    if amount <= 0:
        raise Refused(_("Write an amount above 0."))
    return _noted(actor, share, SharedCost(on=on, text=text, amount=amount))


@transaction.atomic
def correct_shared_cost(
    *, actor: Actor, cost_id: int, on: datetime.date, text: str, amount: int
) -> SharedCost:
    """A new line of `amount` more, or less where below 0, on the same cost; on no day below nothing in all.

    Raises SharedCost.DoesNotExist outside the actor's scope, and Refused.
    """
    costs = SharedCost.objects.visible_to(actor.person).filter(corrects=None)
    cost = costs.get(pk=cost_id)
    share = locked_share(actor, cost.cost_share_id)
    corrections = list(SharedCost.objects.everything(why=_WHY).filter(corrects=cost))
    if amount == 0:
        raise Refused(_("A correction of 0 changes nothing."))
    if on < cost.on:
        raise Refused(_("A correction comes on the day of the cost or later."))
    new = SharedCost(on=on, text=text, amount=amount, corrects=cost)
    if lowest((row.on, row.amount) for row in (cost, *corrections, new)) < 0:
        raise Refused(_("No more can be taken back than the cost was."))
    return _noted(actor, share, new, before=cost.amount + sum(row.amount for row in corrections))


def _noted(actor: Actor, share: CostShare, cost: SharedCost, *, before: int = 0) -> SharedCost:
    _check_sent_once(share, cost)
    cost.cost_share, cost.noted_by = share, actor.signed_in
    cost.save()
    amounts = {"before": before, "after": before + cost.amount}
    record(actor, "note shared cost", cost, school=share.school_id, amount=amounts)
    return cost


def _check_sent_once(share: CostShare, cost: SharedCost) -> None:
    """The share is locked."""
    rows = SharedCost.objects.everything(why=_WHY).filter(cost_share=share, corrects=cost.corrects)
    if rows.filter(on=cost.on, text=cost.text, amount=cost.amount).exists():
        raise Refused(
            _("The same day, words and amount are written down already. If it is another, use other words.")
        )

"""A colleague has lost the telephone and the recovery codes: she sets the second factor up anew."""

from django.db import transaction

from portal.accounts.actions.second_factor_mail import tell_of_reset
from portal.accounts.actions.set_up_second_factor import remove_second_factor
from portal.accounts.models import Membership, User
from portal.accounts.policies import check_may_reset_second_factor
from portal.audit.actor import Actor
from portal.audit.log import record


@transaction.atomic
def reset_second_factor(*, actor: Actor, membership_id: int) -> None:
    """Of whoever holds the membership; she is told by mail. Once more changes nothing.

    Raises Membership.DoesNotExist outside the actor's scope, PermissionDenied, and on commit MailNotSent: it
    is reset then.
    """
    memberships = Membership.objects.visible_to(actor.person).current().exclude(school=None)
    membership = memberships.select_related("user").get(pk=membership_id)
    check_may_reset_second_factor(actor.person, membership)
    _reset(actor, membership.user, membership.school_id)


@transaction.atomic
def reset_second_factor_on_server(*, actor: Actor, user: User) -> None:
    """For whom no coordinator can help; who may run commands on the server may do this. Raises as above."""
    _reset(actor, user, None)


def _reset(actor: Actor, user: User, school_id: int | None) -> None:
    if user.second_factor_at is None:
        return
    remove_second_factor(user)
    record(actor, "reset second factor", user, school=school_id)
    by = actor.user.name if actor.user else ""
    transaction.on_commit(lambda: tell_of_reset(user, by))

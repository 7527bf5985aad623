"""The second factor of one's own: set up, its recovery codes made anew, or given up for another telephone."""

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP
from django.db import IntegrityError, transaction
from django.utils import timezone

from portal.accounts.actions.second_factor_mail import tell_of_set_up
from portal.accounts.models import User
from portal.audit.actor import Actor
from portal.audit.log import record


class SetUpAlready(Exception):
    """In another window, or twice at once."""


@transaction.atomic
def set_up_second_factor(*, actor: Actor, secret: str) -> list[str]:
    """The recovery codes, which are shown once. The caller has checked a code made with `secret`.

    Raises SetUpAlready.
    """
    user = actor.signed_in
    try:
        with transaction.atomic():
            TOTP.activate(user, secret)
    except IntegrityError:
        raise SetUpAlready from None
    user.second_factor_at = timezone.now()
    user.save(update_fields=["second_factor_at"])
    record(actor, "set up second factor", user, school=None)
    transaction.on_commit(lambda: tell_of_set_up(user))
    return RecoveryCodes.activate(user).get_unused_codes()


@transaction.atomic
def renew_recovery_codes(*, actor: Actor) -> list[str]:
    """Ten new ones; those made before stop working. The caller has checked a code."""
    user = actor.signed_in
    Authenticator.objects.filter(user=user, type=Authenticator.Type.RECOVERY_CODES).delete()
    record(actor, "renew recovery codes", user, school=None)
    return RecoveryCodes.activate(user).get_unused_codes()


@transaction.atomic
def give_up_second_factor(*, actor: Actor) -> None:
    """So that one can set it up on another telephone. The caller has checked a code."""
    remove_second_factor(actor.signed_in)
    record(actor, "give up second factor", actor.signed_in, school=None)


def remove_second_factor(user: User) -> None:
    """Part of an action: each session in which a code was given has to begin anew."""
    Authenticator.objects.filter(user=user).delete()
    user.second_factor_at = None
    user.save(update_fields=["second_factor_at"])

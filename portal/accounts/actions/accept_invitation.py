"""Taking the role that one was invited to: once, in time, by whom it was sent to."""

from django.contrib.auth.hashers import make_password
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils import timezone

from portal.accounts.models import Invitation, Membership, User
from portal.accounts.policies import is_open
from portal.audit.actor import Actor
from portal.audit.log import record
from portal.scope.rights import forget_rights

_WHY = "whoever holds the token was sent it"


class InvitationGone(Exception):
    """It has been used, withdrawn, or has expired."""


class KnownAlready(Exception):
    """Somebody with this e-mail address has an account: sign in to accept."""


@transaction.atomic
def accept_as_newcomer(*, actor: Actor, token: str, name: str, password: str) -> User:
    """Make an account and give it the role. `actor` is the link that was followed.

    The caller has validated the password. Raises Invitation.DoesNotExist, InvitationGone and KnownAlready.
    """
    invitation = _locked(token)
    try:
        with transaction.atomic():
            user = User.objects.create(
                email=invitation.email.lower(),
                password=make_password(password),
                name=name,
                country=invitation.school.country,
            )
    except IntegrityError:
        raise KnownAlready from None
    _accept(actor, invitation, user)
    return user


@transaction.atomic
def accept_as_colleague(*, actor: Actor, token: str) -> User:
    """Give the role to the signed-in user whose address it was sent to; PermissionDenied for another.

    Raises Invitation.DoesNotExist and InvitationGone.
    """
    invitation, user = _locked(token), actor.user
    if user is None or user.email.lower() != invitation.email.lower():
        raise PermissionDenied
    _accept(actor, invitation, user)
    return user


def _locked(token: str) -> Invitation:
    invitation = (
        Invitation.objects.everything(why=_WHY)
        .select_for_update(of=("self",))
        .select_related("school__municipality")
        .get(token=token)
    )
    if not is_open(invitation, timezone.now()):
        raise InvitationGone
    return invitation


def _accept(actor: Actor, invitation: Invitation, user: User) -> None:
    memberships = Membership.objects.everything(why=_WHY)
    memberships.get_or_create(user=user, role=invitation.role, school=invitation.school, ended_at=None)
    invitation.accepted_at, invitation.accepted_by = timezone.now(), user
    invitation.save(update_fields=["accepted_at", "accepted_by"])
    record(
        actor, "accept invitation", invitation, school=invitation.school, user=user.pk, role=invitation.role
    )
    forget_rights(user)

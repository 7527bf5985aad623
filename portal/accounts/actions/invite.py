"""Asking a colleague by e-mail to take a role at a school."""

import datetime

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from portal.accounts.actions.invitation_mail import send_invitation
from portal.accounts.models import CultureSchool, Invitation, Membership
from portal.accounts.models.invitation import new_token
from portal.accounts.policies import check_may_manage_colleagues
from portal.audit.actor import Actor
from portal.audit.log import record
from portal.scope.roles import SCHOOL_ROLES, Role

VALID = datetime.timedelta(days=14)


class NotInvited(Exception):
    """Nobody was invited; the message says why and what to do instead."""


@transaction.atomic
def invite(*, actor: Actor, school_id: int, email: str, role: str) -> Invitation:
    """Invite whoever reads `email`, and send the mail on commit.

    Raises CultureSchool.DoesNotExist outside the actor's scope, PermissionDenied, NotInvited, and on commit
    MailNotSent: the invitation then stands and can be sent again.
    """
    school = CultureSchool.objects.visible_to(actor.person).get(pk=school_id)
    check_may_manage_colleagues(actor.person, school)
    if role not in SCHOOL_ROLES:
        raise ValueError(f"{role!r} is no role at a school")
    _check_new(school, email, role)
    _withdraw_expired(school, email)
    try:
        with transaction.atomic():
            invitation = Invitation.objects.create(
                school=school,
                email=email.lower(),
                role=role,
                invited_by=actor.signed_in,
                expires_at=timezone.now() + VALID,
            )
    except IntegrityError:
        raise NotInvited(
            _("An invitation to this address is open already. Send it again, or withdraw it first.")
        ) from None
    record(actor, "invite", invitation, school=school, role=str(role))
    transaction.on_commit(lambda: send_invitation(invitation))
    return invitation


@transaction.atomic
def send_again(*, actor: Actor, invitation_id: int) -> Invitation:
    """A new link for another fourteen days; the link sent before stops working.

    Raises Invitation.DoesNotExist outside the actor's scope or for one that has ended, and on commit
    MailNotSent.
    """
    invitation = _unanswered(actor, invitation_id)
    invitation.token = new_token()
    invitation.expires_at = timezone.now() + VALID
    invitation.save(update_fields=["token", "expires_at"])
    record(actor, "invite again", invitation, school=invitation.school_id)
    transaction.on_commit(lambda: send_invitation(invitation))
    return invitation


@transaction.atomic
def withdraw_invitation(*, actor: Actor, invitation_id: int) -> Invitation:
    """The link stops working. Raises Invitation.DoesNotExist as `send_again` does."""
    invitation = _unanswered(actor, invitation_id)
    invitation.withdrawn_at = timezone.now()
    invitation.save(update_fields=["withdrawn_at"])
    record(actor, "withdraw invitation", invitation, school=invitation.school_id)
    return invitation


def _unanswered(actor: Actor, invitation_id: int) -> Invitation:
    return (
        Invitation.objects.visible_to(actor.person)
        .select_for_update(of=("self",))
        .select_related("school__municipality", "invited_by")
        .get(pk=invitation_id, accepted_at=None, withdrawn_at=None)
    )


def _check_new(school: CultureSchool, email: str, role: str) -> None:
    held = Membership.objects.everything(why="of the school just judged").current()
    if held.filter(school=school, role=role, user__email__iexact=email).exists():
        raise NotInvited(
            _("%(email)s has the role of %(role)s here already.") % {"email": email, "role": Role(role).label}
        )


def _withdraw_expired(school: CultureSchool, email: str) -> None:
    now = timezone.now()
    invitations = Invitation.objects.everything(why="of the school just judged")
    invitations.filter(
        school=school, email__iexact=email, accepted_at=None, withdrawn_at=None, expires_at__lte=now
    ).update(withdrawn_at=now)

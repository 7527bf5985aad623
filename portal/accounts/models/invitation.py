import secrets

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from portal.accounts.models.school import CultureSchool
from portal.accounts.querysets import InvitationQuerySet
from portal.scope.roles import SCHOOL_ROLES, Role


def new_token() -> str:
    return secrets.token_urlsafe(32)


class Invitation(models.Model):
    """A colleague asked by e-mail to take a role at a school; the link in the mail carries the token."""

    school = models.ForeignKey(CultureSchool, models.CASCADE, related_name="invitations")
    email = models.EmailField(_("e-mail"))
    role = models.CharField(
        _("role"), max_length=20, choices=[(role.value, role.label) for role in SCHOOL_ROLES]
    )
    token = models.CharField(max_length=64, unique=True, default=new_token)
    invited_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    invited_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True, blank=True)
    accepted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(role__in=[role.value for role in SCHOOL_ROLES]), name="invitation_role"
            ),
            models.UniqueConstraint(
                Lower("email"),
                "school",
                condition=Q(accepted_at=None, withdrawn_at=None),
                name="invitation_open_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.email} · {Role(self.role).label}"

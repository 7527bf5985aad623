from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from portal.accounts.models.school import CultureSchool
from portal.accounts.querysets import MembershipQuerySet
from portal.geography.models import Municipality
from portal.scope.roles import MUNICIPALITY_ROLES, SCHOOL_ROLES, Role


class Membership(models.Model):
    """A role that a person holds for a school, a municipality or, as administrator, the portal."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="memberships")
    role = models.CharField(_("role"), max_length=20, choices=Role.choices)
    school = models.ForeignKey(
        CultureSchool, models.PROTECT, null=True, blank=True, related_name="memberships"
    )
    municipality = models.ForeignKey(
        Municipality, models.PROTECT, null=True, blank=True, related_name="memberships"
    )
    given_at = models.DateTimeField(auto_now_add=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(role__in=SCHOOL_ROLES, school__isnull=False, municipality=None)
                | Q(role__in=MUNICIPALITY_ROLES, municipality__isnull=False, school=None)
                | Q(role=Role.ADMINISTRATOR, school=None, municipality=None),
                name="membership_scope_fits_role",
            ),
            models.UniqueConstraint(
                fields=["user", "role", "school"],
                condition=Q(ended_at=None, school__isnull=False),
                name="membership_once_at_school",
            ),
            models.UniqueConstraint(
                fields=["user", "role", "municipality"],
                condition=Q(ended_at=None, municipality__isnull=False),
                name="membership_once_in_municipality",
            ),
            models.UniqueConstraint(
                fields=["user"],
                condition=Q(ended_at=None, role=Role.ADMINISTRATOR),
                name="membership_once_as_administrator",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} · {self.get_role_display()} · {self.school or self.municipality or 'Samklang'}"

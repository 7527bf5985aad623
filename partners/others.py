"""Whom a culture school may have as a party of an agreement, and who may look after it."""

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from partners.models import PartnerAgency
from portal.accounts.models import CultureSchool, Membership, User
from portal.geography.models import Municipality
from portal.scope.roles import Role

_PUBLIC = "names of culture schools are public"


def others_of(user: User, countries: set[str]) -> list[tuple[str, Any]]:
    """Options of a list in groups: the agencies that one's schools work with, municipalities, schools."""
    agencies = PartnerAgency.objects.visible_to(user).seen_by_coordinator(user)
    offered = agencies.offered_on(timezone.localdate())
    municipalities = Municipality.objects.visible_to(user).filter(country__in=countries)
    schools = CultureSchool.objects.everything(why=_PUBLIC).filter(municipality__country__in=countries)
    return [
        (_("Partners"), _options("a", offered.order_by("name", "pk"))),
        (_("Municipalities"), _options("m", municipalities.order_by("name", "pk"))),
        (_("Culture schools"), _options("s", schools.order_by("name", "pk"))),
    ]


def _options(kind: str, rows: Any) -> list[tuple[str, str]]:
    return [(f"{kind}-{key}", name) for key, name in rows.values_list("pk", "name")]


def coordinators_of(schools: list[CultureSchool]) -> list[User]:
    """Those who may look after an agreement."""
    rows = Membership.objects.everything(why="of schools that the caller coordinates").current()
    held = rows.filter(school__in=schools, role=Role.COORDINATOR).select_related("user")
    return sorted({one.user for one in held}, key=lambda user: (user.name, user.pk))

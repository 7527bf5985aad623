from typing import Self

from django.apps import apps
from django.db.models import Prefetch

from portal.scope.person import Person
from portal.scope.querysets import ScopedQuerySet
from portal.scope.rights import rights_of
from portal.scope.roles import PARTNER_CONTACT, Role


class FamilyLinkQuerySet(ScopedQuerySet):
    def visible_to(self, user: Person) -> Self:
        """A coordinator's, of applications whose people she sees: she prints and renews them."""
        applications = apps.get_model("participants", "Application").objects.visible_to(user)
        return self.filter(
            school__in=rights_of(user).of(Role.COORDINATOR), id__in=applications.values("link_id")
        )


class ReferralQuerySet(ScopedQuerySet):
    def visible_to(self, user: Person) -> Self:
        """Those that one's own agency made. A protected address shows to whoever made the referral alone."""
        own = self.filter(agency__in=rights_of(user).of(PARTNER_CONTACT))
        return own.filter(application__participant__address_protection="") | own.filter(referred_by=user.pk)

    def for_page(self) -> Self:
        """With what a line about a referral names, and as `application.wishes` what became of it."""
        wishes = apps.get_model("participants", "Enrolment").objects.everything(why="of these referrals")
        return self.select_related("school", "application__run__programme").prefetch_related(
            Prefetch("application__wishes", wishes)
        )


class SchoolsQuerySet(ScopedQuerySet):
    """What a school has set for itself: its coordinators."""

    def visible_to(self, user: Person) -> Self:
        return self.filter(school__in=rights_of(user).of(Role.COORDINATOR))

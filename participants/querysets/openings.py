from typing import Self

from django.apps import apps
from django.utils import timezone

from portal.scope.person import Person
from portal.scope.querysets import ScopedQuerySet
from portal.scope.rights import rights_of
from portal.scope.roles import Role


class OpeningQuerySet(ScopedQuerySet):
    def visible_to(self, user: Person) -> Self:
        """Those of people whom a coordinator sees; for an administrator her own while they last."""
        people = apps.get_model("participants", "Participant").objects.visible_to(user)
        rights = rights_of(user)
        told = self.filter(school__in=rights.of(Role.COORDINATOR), participant__in=people.values("id"))
        return told | self.running_for(user) if rights.holds(Role.ADMINISTRATOR) else told

    def running_for(self, user: Person) -> Self:
        """Never of a protected address, also where it was protected after the opening began."""
        return self.filter(
            administrator=user.pk,
            ends_at__gt=timezone.now(),
            participant__address_protection="",
            participant__removed_on=None,
        )

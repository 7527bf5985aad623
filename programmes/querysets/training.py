from typing import Self

from django.apps import apps
from django.db.models import Q

from portal.scope.person import Person
from portal.scope.querysets import ScopedQuerySet
from portal.scope.rights import rights_of
from portal.scope.roles import Role


class TrainingQuerySet(ScopedQuerySet):
    def visible_to(self, user: Person) -> Self:
        """For the coordinators of the school whose course it is, and of those whose staff may take part."""
        schools = rights_of(user).of(Role.COORDINATOR)
        return self.filter(Q(school__in=schools) | Q(schools__in=schools)).distinct()


class TrainingDayQuerySet(ScopedQuerySet):
    def visible_to(self, user: Person) -> Self:
        trainings = apps.get_model("programmes", "Training").objects.visible_to(user)
        return self.filter(training__in=trainings.values("id"))


class PresenceQuerySet(ScopedQuerySet):
    def visible_to(self, user: Person) -> Self:
        """Whose course it is sees everybody; another school its own people."""
        schools = rights_of(user).of(Role.COORDINATOR)
        return self.filter(Q(day__training__school__in=schools) | Q(school__in=schools))

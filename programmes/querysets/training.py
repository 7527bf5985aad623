from typing import Self

from django.apps import apps
from django.db.models import Count, Q

from portal.scope.person import Person
from portal.scope.querysets import ScopedQuerySet
from portal.scope.rights import rights_of
from portal.scope.roles import Role


class TrainingQuerySet(ScopedQuerySet):
    def visible_to(self, user: Person) -> Self:
        """For the coordinators of the school whose course it is, and of those whose staff may take part."""
        schools = rights_of(user).of(Role.COORDINATOR)
        return self.filter(Q(school__in=schools) | Q(schools__in=schools)).distinct()

    def set_up_by(self, user: Person) -> Self:
        return self.filter(school__in=rights_of(user).of(Role.COORDINATOR))

    def locked(self) -> Self:
        """Locked until the transaction ends, with its run; SQLite locks as a whole."""
        return self.select_related("run", "school").select_for_update(of=("self",), no_key=True)

    def with_days(self) -> Self:
        """Annotates how many `days` it has, as `day_count`."""
        return self.annotate(day_count=Count("days", distinct=True))


class TrainingDayQuerySet(ScopedQuerySet):
    def visible_to(self, user: Person) -> Self:
        trainings = apps.get_model("programmes", "Training").objects.visible_to(user)
        return self.filter(training__in=trainings.values("id"))


class PresenceQuerySet(ScopedQuerySet):
    def visible_to(self, user: Person) -> Self:
        """Whose course it is sees everybody; another school its own people; a teacher herself."""
        rights = rights_of(user)
        schools = rights.of(Role.COORDINATOR)
        herself = Q(user=user.pk, school__in=rights.of(Role.TEACHER))
        return self.filter(Q(day__training__school__in=schools) | Q(school__in=schools) | herself)

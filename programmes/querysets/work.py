import datetime
from typing import Self

from django.apps import apps
from django.db.models import Exists, F, OuterRef, Q, QuerySet, Sum

from portal.scope.person import Person
from portal.scope.querysets import OfSchoolQuerySet, ScopedQuerySet
from portal.scope.rights import rights_of
from portal.scope.roles import Role
from programmes.querysets.groups import staffed_groups


class WorkHoursQuerySet(OfSchoolQuerySet):
    def visible_to(self, user: Person) -> Self:
        """A coordinator's school; of a teacher her own, while she works at that school."""
        rights = rights_of(user)
        return self.filter(
            Q(school__in=rights.of(Role.COORDINATOR)) | Q(school__in=rights.of(Role.TEACHER), user=user.pk)
        )

    def beside_sessions(self) -> Self:
        """What somebody has logged by herself: it follows neither from a roll call nor from a course."""
        return self.filter(session=None, training_day=None, user__isnull=False)

    def changeable_by(self, user: Person) -> Self:
        """One's own beside sessions, while the run is open."""
        own = self.visible_to(user).beside_sessions().filter(user=user.pk)
        return own.exclude(run__state="closed")

    def between(self, first: datetime.date, last: datetime.date) -> Self:
        return self.filter(on__gte=first, on__lte=last)

    def summed(self, *by: str) -> QuerySet:
        """Rows of `by` and `minutes`: person-minutes."""
        return self.order_by().values(*by).annotate(minutes=Sum(F("people") * F("minutes")))


def counted_by(user: Person) -> Q:
    """Of rows with a school and a run: for which one counts heads, a teacher where she has a group."""
    rights = rights_of(user)
    groups = apps.get_model("programmes", "Group").objects.everything(why="the user's own groups")
    own = groups.filter(run=OuterRef("run"), school=OuterRef("school"), id__in=staffed_groups(user))
    return Q(school__in=rights.of(Role.COORDINATOR)) | Q(Exists(own), school__in=rights.of(Role.TEACHER))


class HeadCountQuerySet(ScopedQuerySet):
    def visible_to(self, user: Person) -> Self:
        return self.filter(counted_by(user))


class RunSchoolQuerySet(OfSchoolQuerySet):
    def worked_at_by(self, user: Person) -> Self:
        """The parts of the schools at which one teaches or coordinates."""
        rights = rights_of(user)
        return self.filter(school__in=rights.of(Role.COORDINATOR) | rights.of(Role.TEACHER))

    def open(self) -> Self:
        return self.exclude(run__state="closed")

    def countable_by(self, user: Person) -> Self:
        """For which one counts the heads of an open event, while the run is open."""
        return self.open().filter(counted_by(user))

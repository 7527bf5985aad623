import datetime
from typing import Self

from django.apps import apps
from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery

from portal.scope.person import Person
from portal.scope.querysets import ScopedQuerySet
from portal.scope.rights import rights_of
from portal.scope.roles import Role


def staffed_groups(user: Person) -> QuerySet:
    """Ids of the groups in which `user` works."""
    staffing = apps.get_model("programmes", "Staffing").objects
    return staffing.everything(why="the user's own groups").filter(user=user.pk).values("group_id")


class GroupQuerySet(ScopedQuerySet):
    def visible_to(self, user: Person) -> Self:
        """A coordinator sees the groups of her school; a teacher her own, while she works at that school."""
        rights = rights_of(user)
        return self.filter(
            Q(school__in=rights.of(Role.COORDINATOR))
            | Q(school__in=rights.of(Role.TEACHER), id__in=staffed_groups(user))
        )

    def in_catalogue_on(self, day: datetime.date) -> Self:
        """What anybody may read: what a school has put into the catalogue, while its season is open.

        Annotates `apply_until`, the last day of the season.
        """
        seasons = apps.get_model("programmes", "Season").objects.everything(why="the public catalogue")
        open_seasons = seasons.open_on(day).filter(school=OuterRef("school"), run=OuterRef("run"))
        return (
            self.filter(Exists(open_seasons), in_catalogue=True)
            .annotate(apply_until=Subquery(open_seasons.values("closes_on")[:1]))
            .select_related("run__programme", "school__municipality", "partner_school")
            .prefetch_related("run__programme__public_texts")
        )

    def locked(self) -> Self:
        """Locked until the transaction ends, with its run; SQLite locks as a whole."""
        return self.select_related("run").select_for_update(of=("self",), no_key=True)


class OfGroupQuerySet(ScopedQuerySet):
    def visible_to(self, user: Person) -> Self:
        """As the group: see GroupQuerySet."""
        rights = rights_of(user)
        return self.filter(
            Q(school__in=rights.of(Role.COORDINATOR))
            | Q(school__in=rights.of(Role.TEACHER), group__in=staffed_groups(user))
        )


class SessionQuerySet(OfGroupQuerySet):
    def taught_by(self, user: Person) -> Self:
        """The sessions of the groups in which `user` works."""
        return self.filter(group__in=staffed_groups(user))

    def between(self, start: datetime.datetime, end: datetime.datetime) -> Self:
        return self.filter(starts_at__gte=start, starts_at__lt=end)

    def not_logged(self, now: datetime.datetime) -> Self:
        """Over, and nobody has said what happened."""
        return self.filter(state="planned", ends_at__lte=now)

    def with_place(self) -> Self:
        return self.select_related("school__municipality", "group__run", "group__partner_school")

    def locked(self) -> Self:
        """Locked until the transaction ends, with what judging the right needs; SQLite locks as a whole."""
        return self.select_related("group__run").select_for_update(of=("self",))


class OfSessionQuerySet(ScopedQuerySet):
    def visible_to(self, user: Person) -> Self:
        sessions = apps.get_model("programmes", "Session").objects.visible_to(user)
        return self.filter(session__in=sessions.values("id"))

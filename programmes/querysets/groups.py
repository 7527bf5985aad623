import datetime
from typing import Self

from django.apps import apps
from django.db.models import BooleanField, Exists, ExpressionWrapper, OuterRef, Q, QuerySet, Subquery
from django.utils import timezone

from portal.scope.person import Person
from portal.scope.querysets import ScopedQuerySet
from portal.scope.rights import rights_of
from portal.scope.roles import Role

CALENDAR_BACK, CALENDAR_AHEAD = datetime.timedelta(days=60), datetime.timedelta(days=400)
CALENDAR_MOST = 2000


def staffed_groups(user: Person) -> QuerySet:
    """Ids of the groups in which `user` works."""
    staffing = apps.get_model("programmes", "Staffing").objects
    return staffing.everything(why="the user's own groups").filter(user=user.pk).values("group_id")


def stood_in(user: Person, field: str = "session_id") -> QuerySet:
    """Ids of the sessions at which `user` stands in, until the end of the day after each (decision 0026)."""
    rights = rights_of(user)
    midnight = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)
    substitutes = apps.get_model("programmes", "Substitute").objects
    return (
        substitutes.everything(why="the user's own sessions")
        .filter(
            user=user.pk,
            school__in=rights.of(Role.COORDINATOR) | rights.of(Role.TEACHER),
            session__ends_at__gte=midnight - datetime.timedelta(days=1),
        )
        .values(field)
    )


class GroupQuerySet(ScopedQuerySet):
    def visible_to(self, user: Person) -> Self:
        """A coordinator sees the groups of her school; a teacher her own, while she works at that school."""
        rights = rights_of(user)
        return self.filter(
            Q(school__in=rights.of(Role.COORDINATOR))
            | Q(school__in=rights.of(Role.TEACHER), id__in=staffed_groups(user))
        )

    def changeable_by(self, user: Person) -> Self:
        """Those of the schools that one coordinates, in runs that are not closed: `may_change_group`."""
        return self.coordinated_by(user).exclude(run__state="closed")

    def coordinated_by(self, user: Person) -> Self:
        """Those of the schools that one coordinates."""
        return self.filter(school__in=rights_of(user).of(Role.COORDINATOR))

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


def _of_group_seen(user: Person) -> Q:
    rights = rights_of(user)
    coordinated, taught = rights.of(Role.COORDINATOR), rights.of(Role.TEACHER)
    return Q(school__in=coordinated) | Q(school__in=taught, group__in=staffed_groups(user))


def _decidable(user: Person) -> Q:
    return _of_group_seen(user) & ~Q(group__run__state="closed")


class OfGroupQuerySet(ScopedQuerySet):
    def visible_to(self, user: Person) -> Self:
        """As the group: see GroupQuerySet."""
        return self.filter(_of_group_seen(user))


class SessionQuerySet(OfGroupQuerySet):
    def visible_to(self, user: Person) -> Self:
        """As the group; and those at which one stands in."""
        return self.filter(_of_group_seen(user) | Q(id__in=stood_in(user)))

    def taught_by(self, user: Person) -> Self:
        """The sessions of the groups in which `user` works, and those at which she stands in."""
        return self.filter(Q(group__in=staffed_groups(user)) | Q(id__in=stood_in(user)))

    def attended_by(self, user: Person) -> Self:
        """Those of `taught_by` but where somebody stands in for her."""
        return self.taught_by(user).exclude(substitutes__instead_of=user.pk)

    def decidable_by(self, user: Person) -> Self:
        """Those of the groups one sees, not only of this session, while the run is open."""
        return self.filter(_decidable(user))

    def with_decidable(self, user: Person) -> Self:
        """Annotates `is_decidable`: whether it is one of `decidable_by`, in the same question."""
        return self.annotate(is_decidable=ExpressionWrapper(_decidable(user), BooleanField()))

    def staffable_by(self, user: Person) -> Self:
        """Those at which the user may let somebody stand in."""
        groups = apps.get_model("programmes", "Group").objects.everything(why="narrowed to those one changes")
        return self.filter(group__in=groups.changeable_by(user).values("id"))

    def with_untouched(self, now: datetime.datetime) -> Self:
        """Annotates `is_untouched`: to come as its plan made it, and nobody has decided anything about it."""
        stand_ins = apps.get_model("programmes", "Substitute").objects.everything(why="of these sessions")
        as_made = Q(state="planned", logged_at=None, moved_from=None, changes=0, starts_at__gt=now)
        return self.annotate(is_untouched=as_made & ~Exists(stand_ins.filter(session=OuterRef("pk"))))

    def between(self, start: datetime.datetime, end: datetime.datetime) -> Self:
        return self.filter(starts_at__gte=start, starts_at__lt=end)

    def not_logged(self, now: datetime.datetime) -> Self:
        """Over, and nobody has said what happened."""
        return self.filter(state="planned", ends_at__lte=now)

    def for_calendar(self, now: datetime.datetime) -> Self:
        """From two months back to a year ahead, with what a title may tell; at most CALENDAR_MOST."""
        near = self.filter(starts_at__gte=now - CALENDAR_BACK, starts_at__lt=now + CALENDAR_AHEAD)
        return near.select_related("school", "group__partner_school").order_by("starts_at")[:CALENDAR_MOST]

    def with_place(self) -> Self:
        return self.select_related("school__municipality", "group__run", "group__partner_school")

    def locked(self) -> Self:
        """Locked until the transaction ends, with what judging the right needs; SQLite locks as a whole."""
        return self.select_related("group__run").select_for_update(of=("self",))


class OfSessionQuerySet(ScopedQuerySet):
    def visible_to(self, user: Person) -> Self:
        sessions = apps.get_model("programmes", "Session").objects.visible_to(user)
        return self.filter(session__in=sessions.values("id"))

"""No room and nobody is in two places at once: what is asked, and the locks under which it is (0025)."""

import datetime
from collections import defaultdict
from collections.abc import Collection, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from portal.accounts.models import CultureSchool, User
from portal.audit.actor import Actor
from programmes.models import Group, Session, SessionState, Staffing, Substitute
from programmes.querysets.groups import SessionQuerySet
from programmes.rules.collisions import Booking, Clash, clashes, room_key

ROOM, PERSON, GROUP, START = "room", "person", "group", "start"
_WHY = "double booking crosses scopes: what is told of it is judged for the reader"


@dataclass(frozen=True)
class Wanted:
    """A session as it is to be. `room` is empty where it is the group's; `people` are users who are there."""

    group: Group
    starts_at: datetime.datetime
    ends_at: datetime.datetime
    room: str = ""
    people: frozenset[int] = frozenset()
    session_id: int | None = None


@dataclass(frozen=True)
class Collision:
    """`what` are the room and the people that are taken at that time, by `group` where the reader sees it."""

    what: tuple[str, ...]
    starts_at: datetime.datetime
    ends_at: datetime.datetime
    wanted_at: datetime.datetime
    group: str = ""
    is_elsewhere: bool = False
    is_own_group: bool = False


class DoubleBooked(Exception):
    """Nothing was changed; `collisions` say with what it collides, in the order of time."""

    def __init__(self, collisions: Sequence[Collision]) -> None:
        super().__init__(_("A room or somebody would be in two places at once."))
        self.collisions = collisions


@dataclass
class _Taken:
    """What is known of a session that takes something."""

    group_id: int
    school_id: int
    starts_at: datetime.datetime
    ends_at: datetime.datetime
    room: str = ""


@dataclass
class _Asked:
    about: dict[Hashable, _Taken] = field(default_factory=dict)
    bookings: list[Booking] = field(default_factory=list)

    def add(self, key: Hashable, row: _Taken, takes: Iterable[Hashable]) -> None:
        self.about[key] = row
        self.bookings.append(Booking(key, row.starts_at, row.ends_at, frozenset(takes)))


def lock_for_booking(*, schools: Iterable[int], people: Iterable[int]) -> None:
    """Schools first, then people, each in the order of their keys: whoever books the same waits.

    SQLite, whose transactions write one at a time, needs no lock.
    """
    rows = CultureSchool.objects.everything(why="locked only").filter(pk__in=set(schools)).order_by("pk")
    list(rows.select_for_update(of=("self",), no_key=True).values_list("pk", flat=True))
    users = User.objects.filter(pk__in=set(people)).order_by("pk")
    list(users.select_for_update(no_key=True).values_list("pk", flat=True))


def staff_of(groups: Iterable[int]) -> Mapping[int, frozenset[int]]:
    """The school's own people of each group; of the partner's nobody knows where else they are."""
    rows = Staffing.objects.everything(why=_WHY).filter(group__in=set(groups), user__isnull=False)
    found: dict[int, set[int]] = defaultdict(set)
    for group, user in rows.values_list("group_id", "user_id"):
        found[group].add(user)
    return {group: frozenset(users) for group, users in found.items()}


def people_at(session: Session) -> frozenset[int]:
    """Who is there: the group's staff, save those for whom somebody stands in, and the substitutes."""
    stand_ins = Substitute.objects.everything(why=_WHY).filter(session=session)
    pairs = list(stand_ins.values_list("user_id", "instead_of_id"))
    away = {instead for _user, instead in pairs}
    staff = staff_of([session.group_id]).get(session.group_id, frozenset())
    return frozenset(staff - away | {user for user, _instead in pairs})


def lock_session(visible: SessionQuerySet, session_id: int) -> tuple[Session, frozenset[int]]:
    """A session with who is there, locked after its school and its people. Raises Session.DoesNotExist."""
    found = visible.get(pk=session_id)
    lock_for_booking(schools=[found.school_id], people=people_at(found))
    session = visible.locked().get(pk=session_id)
    return session, people_at(session)


def check_coming(*, actor: Actor, group: Group, what: str, people: frozenset[int] = frozenset()) -> None:
    """Whether the group's room, or `people` who are to work there, are free at its sessions to come.

    Raises DoubleBooked. Call it under `lock_for_booking`.
    """
    rows = Session.objects.everything(why="of a group that the action has judged").filter(group=group)
    coming = rows.filter(ends_at__gt=timezone.now()).exclude(state=SessionState.CANCELLED)
    if what == ROOM:
        coming = coming.filter(room="")
    wanted = [Wanted(group, one.starts_at, one.ends_at, one.room, people, one.pk) for one in coming]
    check_free(actor=actor, wanted=wanted, what=what)


def check_free(
    *, actor: Actor, wanted: Sequence[Wanted], instead_of: Collection[int] = (), what: str = ""
) -> None:
    """Raises DoubleBooked. `instead_of` are the sessions that the wanted ones replace.

    `what` is the kind of thing that is booked anew; without it all of a session is. Four questions to the
    database, however many sessions are wanted. Call it under `lock_for_booking`.
    """
    if not wanted:
        return
    replaced = {*instead_of, *(one.session_id for one in wanted if one.session_id)}
    new, stored = _Asked(), _stored(wanted, replaced)
    for number, one in enumerate(wanted):
        room = one.room or one.group.venue
        row = _Taken(one.group.pk, one.group.school_id, one.starts_at, one.ends_at, room)
        takes = [key for key in _takes(row, one.people) if what in ("", key[0])]
        new.add(("wanted", number), row, takes)
    if found := clashes(new.bookings, stored.bookings):
        raise DoubleBooked(_told(actor, found, new.about | stored.about))


def _takes(row: _Taken, people: Iterable[int]) -> list[tuple]:
    taken: list[tuple] = [(GROUP, row.group_id), (START, row.group_id, row.starts_at)]
    taken += [(PERSON, user) for user in people]
    key = room_key(row.room)
    return [*taken, (ROOM, row.school_id, key)] if key else taken


def _stored(wanted: Sequence[Wanted], replaced: Collection[int]) -> _Asked:
    """The sessions that are there in that time; a cancelled one frees all but its group's beginning."""
    people = frozenset().union(*(one.people for one in wanted))
    schools, groups = {one.group.school_id for one in wanted}, {one.group.pk for one in wanted}
    first, last = min(one.starts_at for one in wanted), max(one.ends_at for one in wanted)
    stand_ins = Substitute.objects.everything(why=_WHY).filter(
        Q(user__in=people) | Q(instead_of__in=people), session__starts_at__lt=last, session__ends_at__gt=first
    )
    away, standing = defaultdict(set), defaultdict(set)
    for session, user, instead in stand_ins.values_list("session_id", "user_id", "instead_of_id"):
        away[session].add(instead)
        standing[session].add(user)
    staffing = Staffing.objects.everything(why=_WHY).filter(user__in=people)
    staff = defaultdict(set)
    for group, user in staffing.values_list("group_id", "user_id"):
        staff[group].add(user)
    sessions = Session.objects.everything(why=_WHY).filter(
        Q(school__in=schools) | Q(group__in=staff) | Q(pk__in=standing),
        ~Q(state=SessionState.CANCELLED) | Q(group__in=groups),
        starts_at__lt=last,
        ends_at__gt=first,
    )
    found = _Asked()
    for pk, state, room, venue, group, school, start, end in sessions.values_list(*_FACTS):
        if pk not in replaced:
            row = _Taken(group, school, start, end, room or venue)
            busy = (staff[row.group_id] - away[pk] | standing[pk]) & people
            frees = state == SessionState.CANCELLED
            beginning = [(START, row.group_id, row.starts_at)]
            found.add(pk, row, beginning if frees else _takes(row, busy))
    return found


_FACTS = ("pk", "state", "room", "group__venue", "group_id", "school_id", "starts_at", "ends_at")


def _told(actor: Actor, found: Sequence[Clash], about: Mapping[Hashable, _Taken]) -> list[Collision]:
    """One line for each pair of sessions; groups that the reader does not see have no name."""
    together: dict[tuple[Hashable, Hashable], list] = defaultdict(list)
    for clash in found:
        together[clash.wanted, clash.taken].append(clash.what)
    groups = {about[taken].group_id for _wanted, taken in together}
    seen = Group.objects.visible_to(actor.person).filter(pk__in=groups)
    names = dict(seen.values_list("pk", "name"))
    people = {what[1] for kinds in together.values() for what in kinds if what[0] == PERSON}
    called = dict(User.objects.filter(pk__in=people).values_list("pk", "name"))
    collisions = []
    for (wanted, taken), kinds in together.items():
        row = about[taken]
        words = [about[wanted].room for what in kinds if what[0] == ROOM]
        words += sorted(called[what[1]] for what in kinds if what[0] == PERSON)
        collisions.append(
            Collision(
                what=tuple(words),
                starts_at=row.starts_at,
                ends_at=row.ends_at,
                wanted_at=about[wanted].starts_at,
                group=names.get(row.group_id, ""),
                is_elsewhere=row.school_id != about[wanted].school_id,
                is_own_group=row.group_id == about[wanted].group_id,
            )
        )
    return collisions

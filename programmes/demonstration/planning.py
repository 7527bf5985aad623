"""School holidays by rule, and plans that fit the sessions of the runs that are going on: all made up."""

import datetime
from collections.abc import Iterator

from django.utils import timezone

from portal.accounts.models import User
from portal.demonstration.collaborations import coordinator_address, teacher_address
from portal.geography.models import Country, Municipality
from programmes.demonstration.common import WHY, users
from programmes.models import Group, RunState, SchoolHoliday, Session, SessionPlan, SessionState, Substitute
from programmes.rules.calendar import Holiday, days_off

WEEKS = {
    Country.NORWAY: (("Høstferie", 40), ("Vinterferie", 8)),
    Country.DENMARK: (("Efterårsferie", 42), ("Vinterferie", 7)),
}
PLACES = ("Kongsberg", "Ås", "Roskilde")
MOVED_BY = datetime.timedelta(days=1)


def load(today: datetime.date) -> None:
    places = Municipality.objects.everything(why=WHY).filter(name__in=PLACES)
    SchoolHoliday.objects.bulk_create(
        SchoolHoliday(municipality=place, name=one.name, first_day=one.first_day, last_day=one.last_day)
        for place in places
        for year in (today.year, today.year + 1)
        for one in _holidays(Country(place.country), year)
    )
    groups = Group.objects.everything(why=WHY).filter(run__state=RunState.OPEN)
    for group in groups.select_related("school__municipality", "run"):
        _plan(group)
    _move_and_replace(today)


def _holidays(country: Country, year: int) -> Iterator[Holiday]:
    """Whole weeks by their number, as schools have them, and the days around Christmas."""
    for name, week in WEEKS[country]:
        monday = datetime.date.fromisocalendar(year, week, 1)
        yield Holiday(f"{name} (demo)", monday, monday + datetime.timedelta(days=4))
    yield Holiday("Juleferie (demo)", datetime.date(year, 12, 22), datetime.date(year + 1, 1, 1))


def _plan(group: Group) -> None:
    """The rule that its sessions follow already; none where two of them share a day."""
    sessions = list(Session.objects.everything(why=WHY).filter(group=group))
    days = [timezone.localdate(session.starts_at) for session in sessions]
    if not days or len(set(days)) != len(days):
        return
    first = sessions[0]
    starts_at, ends_at = timezone.localtime(first.starts_at), timezone.localtime(first.ends_at)
    own = SchoolHoliday.objects.everything(why=WHY).filter(municipality=group.school.municipality_id)
    off = days_off(
        group.school.country,
        min(days),
        max(days),
        [Holiday(one.name, one.first_day, one.last_day) for one in own],
    )
    plan = SessionPlan.objects.create(
        school=group.school,
        group=group,
        weekdays=sorted({day.isoweekday() for day in days}),
        starts_on=min(days),
        ends_on=max(days),
        time_from=starts_at.time(),
        time_to=ends_at.time(),
        skips_holidays=not set(off) & set(days),
    )
    for session, day in zip(sessions, days, strict=True):
        session.plan, session.planned_on = plan, day
    Session.objects.everything(why=WHY).bulk_update(sessions, ["plan", "planned_on"])
    if group.weekday is None and len(plan.weekdays) == 1:
        group.weekday, group.time_from, group.time_to = plan.weekdays[0], plan.time_from, plan.time_to
        group.save(update_fields=["weekday", "time_from", "time_to"])


def _move_and_replace(today: datetime.date) -> None:
    """In Kongsberg's first group the next session has a substitute, the one after it is moved by a day."""
    people = users()
    teacher, other = (people[teacher_address(number, "Kongsberg")] for number in (1, 2))
    sessions = Session.objects.everything(why=WHY).filter(
        group__run__state=RunState.OPEN,
        school__municipality__name="Kongsberg",
        state=SessionState.PLANNED,
        starts_at__date__gt=today,
    )
    of_teacher = sessions.filter(group__staffing__user=teacher).exclude(group__staffing__user=other)
    chosen = list(of_teacher.order_by("starts_at")[:2])
    if len(chosen) == 2:
        _replace(chosen[0], teacher, other, people[coordinator_address("Kongsberg")])
        _move(chosen[1])


def _replace(session: Session, teacher: User, other: User, coordinator: User) -> None:
    Substitute.objects.create(
        school_id=session.school_id, session=session, user=other, instead_of=teacher, named_by=coordinator
    )


def _move(session: Session) -> None:
    session.moved_from, session.changes = session.starts_at, 1
    session.starts_at, session.ends_at = session.starts_at + MOVED_BY, session.ends_at + MOVED_BY
    session.save(update_fields=["moved_from", "changes", "starts_at", "ends_at"])

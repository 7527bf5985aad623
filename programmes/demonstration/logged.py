"""What is logged beside lessons: a course, hours, a concert, and from how many countries dancers come."""

import datetime

from portal.accounts.models import CultureSchool, User
from portal.demonstration.accounts import KONGSBERG_COORDINATOR, KONGSBERG_TEACHER
from portal.demonstration.days import at, last_on_weekday
from portal.demonstration.sources import rows
from programmes.actions.training_hours import keep_in_step
from programmes.demonstration.aas import DANCERS
from programmes.demonstration.common import WHY
from programmes.demonstration.hours import session_hours
from programmes.models import (
    Employer,
    Group,
    ProgrammeKind,
    ProgrammeRun,
    RunState,
    Session,
    SessionKind,
    SessionState,
    Staffing,
    Training,
    TrainingDay,
    TrainingPresence,
    WorkHours,
    WorkKind,
)

COURSE = "Musik og fællesskab"
COURSE_MINUTES = 6 * 60
GUESTS = 4
"""People of the partner schools on the first day of the course."""
SATURDAY = 5


def load(today: datetime.date) -> None:
    ProgrammeRun.objects.everything(why=WHY).filter(programme__public_name=DANCERS).update(
        countries=len(rows("lonely_riders_countries"))
    )
    _course(today)
    _concert(today)
    _hours(today)


def _open_run(kind: ProgrammeKind) -> ProgrammeRun:
    runs = ProgrammeRun.objects.everything(why=WHY).filter(programme__kind=kind, state=RunState.OPEN)
    return runs.order_by("pk")[0]


def _course(today: datetime.date) -> None:
    """For everybody who teaches in Kulturmetropolen's run: two days in each of two weeks."""
    run = _open_run(ProgrammeKind.SPECIAL_NEEDS_GROUP)
    training = Training.objects.create(
        school=run.host_school, run=run, name=COURSE, counts_as_hours=True, about="Fire dage for alle hold."
    )
    members = CultureSchool.objects.everything(why=WHY).filter(runs=run)
    training.schools.set(members.exclude(pk=run.host_school_id))
    days = [_weekday(today, ago) for ago in (23, 22, 9, 8)]
    made = TrainingDay.objects.bulk_create(
        TrainingDay(
            training=training,
            on=day,
            minutes=COURSE_MINUTES,
            room="Salen",
            partner_people=GUESTS if day == days[0] else 0,
        )
        for day in days
    )
    staffing = Staffing.objects.everything(why=WHY).filter(group__run=run, user__isnull=False)
    people = dict(staffing.order_by("user", "-school").values_list("user_id", "school_id"))
    TrainingPresence.objects.bulk_create(
        TrainingPresence(day=day, user_id=user, school_id=school)
        for day in made
        for user, school in people.items()
    )
    keep_in_step(training)


def _weekday(today: datetime.date, ago: int) -> datetime.date:
    """Where it would be a weekend, the days of the same week that come before it."""
    day = today - datetime.timedelta(days=ago)
    return day - datetime.timedelta(days=2) if day.weekday() >= SATURDAY else day


def _concert(today: datetime.date) -> None:
    """Of the upper level, on a Saturday that has been."""
    run = _open_run(ProgrammeKind.FORDYPNING)
    group = (
        Group.objects.everything(why=WHY)
        .select_related("school__municipality")
        .filter(run=run)
        .order_by("pk")
        .last()
    )
    assert group, "Kongsberg's groups are loaded"
    teacher = User.objects.get(email=KONGSBERG_TEACHER)
    saturday = last_on_weekday(SATURDAY, today - datetime.timedelta(days=8))
    begins = at(saturday, 18, 0, group.school.country.time_zone)
    concert = Session.objects.create(
        school=group.school,
        group=group,
        kind=SessionKind.CONCERT,
        room="Kirkesalen",
        starts_at=begins,
        ends_at=begins + datetime.timedelta(minutes=90),
        state=SessionState.HELD,
        note="Konsert med alle stykkene fra høsten.",
        logged_at=begins + datetime.timedelta(hours=2),
        logged_by=teacher,
    )
    WorkHours.objects.bulk_create(session_hours([concert], teachers=[teacher], partner_staff=0, run=run))


def _hours(today: datetime.date) -> None:
    """Of Kongsberg's people, in the days before."""
    run = _open_run(ProgrammeKind.FORDYPNING)
    teacher, coordinator = (
        User.objects.get(email=email) for email in (KONGSBERG_TEACHER, KONGSBERG_COORDINATOR)
    )
    logged = (
        (teacher, WorkKind.PREPARATION, 90, 1),
        (teacher, WorkKind.PREPARATION, 45, 3),
        (coordinator, WorkKind.COORDINATION, 150, 1),
        (coordinator, WorkKind.COORDINATION, 75, 4),
    )
    WorkHours.objects.bulk_create(
        WorkHours(
            school=run.host_school,
            run=run,
            employer=Employer.SCHOOL,
            user=user,
            kind=kind,
            minutes=minutes,
            on=today - datetime.timedelta(days=ago),
        )
        for user, kind, minutes, ago in logged
    )

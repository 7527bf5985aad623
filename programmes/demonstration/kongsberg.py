"""Kongsberg's two levels of fordypning, in a run that is going on."""

import datetime

from portal.accounts.models import CultureSchool
from portal.demonstration.collaborations import coordinator_address, teacher_address
from portal.demonstration.days import last_on_weekday, school_year, weekly
from portal.geography.models import Country
from programmes.demonstration.common import (
    WEEKS_BACK,
    open_period,
    ready_formats,
    schools,
    start_run,
    take_part,
    users,
)
from programmes.demonstration.hours import other_hours, session_hours
from programmes.demonstration.timetable import Slot, sessions_of
from programmes.models import (
    CancelReason,
    Format,
    Group,
    Programme,
    ProgrammeKind,
    ProgrammeRun,
    Session,
    Staffing,
    WorkHours,
)
from programmes.models.programme import AgeGroup

LAST_GRADE = {"Introfordypning": 7, "Fordypning": 10}
CAPACITY = {"Introfordypning": 8, "Fordypning": 6}
START_TIMES = ((15, 0), (16, 30))


def load(today: datetime.date) -> None:
    school = schools()["Kongsberg"]
    programme = Programme.objects.create(
        public_name="Fordypning Ung kultur",
        kind=ProgrammeKind.FORDYPNING,
        country=Country.NORWAY,
        age_group=AgeGroup.YOUTH,
        art_forms="musikk",
        vulnerable=False,
    )
    take_part(programme, [school], datetime.date(2023, 8, 1))
    first, last = open_period(today)
    run = start_run(programme, [school], name=school_year(today), starts_on=first, ends_on=last, today=today)
    levels = ready_formats(programme)
    for place, level in enumerate(levels):
        _group(run, school, level, place, today)
    people = users()
    WorkHours.objects.bulk_create(
        other_hours(
            run,
            coordinators={school: people[coordinator_address("Kongsberg")]},
            teachers={
                school: {people[teacher_address(1, "Kongsberg")], people[teacher_address(2, "Kongsberg")]}
            },
            today=today,
        )
    )


def _group(run: ProgrammeRun, school: CultureSchool, level: Format, place: int, today: datetime.date) -> None:
    people = users()
    teachers = [people[teacher_address(1, "Kongsberg")], people[teacher_address(2, "Kongsberg")]][: place + 1]
    group = Group.objects.create(
        run=run,
        school=school,
        name=level.name,
        format=level,
        capacity=CAPACITY[level.name],
        venue=f"Øvingsrom {place + 1}",
        grade_from=level.grade_from,
        grade_to=LAST_GRADE[level.name],
        grade_country=Country.NORWAY,
        asks_answer=place == 1,
    )
    Staffing.objects.bulk_create(Staffing(school=school, group=group, user=user) for user in teachers)
    latest = last_on_weekday((today - datetime.timedelta(days=2 * place)).weekday(), today)
    days = list(weekly(latest - datetime.timedelta(weeks=WEEKS_BACK), run.ends_on, keep=today))
    past = [day for day in days if day < today]
    sessions = Session.objects.bulk_create(
        sessions_of(
            group,
            days,
            Slot(*START_TIMES[place], level.session_minutes),
            teacher=teachers[0],
            today=today,
            cancelled={1: CancelReason.ILLNESS} if place == 0 else {},
            not_logged=past[-1:],
        )
    )
    WorkHours.objects.bulk_create(session_hours(sessions, teachers=teachers, partner_staff=0, run=run))

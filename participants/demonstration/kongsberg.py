"""Pupils of Kongsberg's two levels of fordypning."""

import datetime

from django.utils import timezone

from participants.demonstration.marks import WHY, mark
from participants.demonstration.next_year import NextYear
from participants.demonstration.people import children, guardians
from participants.demonstration.places import Places
from participants.models import Guardian, Participant
from portal.accounts.models import User
from portal.demonstration.accounts import KONGSBERG_COORDINATOR
from portal.demonstration.names import Names
from portal.geography.models import Country
from programmes.models import Group, ProgrammeKind, RunState

PUPILS = {"Introfordypning": 6, "Fordypning": 4}
NORWEGIAN_AGE_ABOVE_GRADE = 5
"""A pupil of grade 6 turns 11 or 12 in the school year's first calendar year; the lower is taken."""
MESSAGE = "Har spilt i fire år og vil gjerne spille mer sammen med andre."


def load(today: datetime.date) -> None:
    names = Names(country=Country.NORWAY, seed=3)
    coordinator = User.objects.get(email=KONGSBERG_COORDINATOR)
    places = Places()
    groups = Group.objects.everything(why=WHY).filter(
        run__programme__kind=ProgrammeKind.FORDYPNING, run__state=RunState.OPEN
    )
    every = list(groups.select_related("run", "school__municipality").order_by("pk"))
    for group in every:
        people = _pupils(group, names, PUPILS[group.name] + 1)
        places.enrol(group, people[:-1], coordinator)
        when = timezone.now().replace(minute=0, second=0, microsecond=0) - datetime.timedelta(days=4)
        places.apply(group, people[-1], when=when, message=MESSAGE)
    places.save()
    mark(every[0].run)
    NextYear(names, coordinator).fill()


def _pupils(group: Group, names: Names, count: int) -> list[Participant]:
    grades = (group.grade_from or 0, group.grade_to or 0)
    people = children(
        group.school,
        names,
        count=count,
        year=group.run.starts_on.year,
        ages=(grades[0] + NORWEGIAN_AGE_ABOVE_GRADE, grades[1] + NORWEGIAN_AGE_ABOVE_GRADE),
        grades=grades,
    )
    Participant.objects.bulk_create(people)
    Guardian.objects.bulk_create(guardians(people, names))
    return people

"""Participants of the two measures in Ås that the demonstration logs."""

import datetime

from participants.demonstration.marks import WHY, mark
from participants.demonstration.people import children, deal
from participants.demonstration.places import Places
from participants.models import Participant
from portal.accounts.models import User
from portal.demonstration.accounts import AAS_COORDINATOR
from portal.demonstration.names import Names
from portal.geography.models import Country
from programmes.models import Group, ProgrammeKind, ProgrammeRun

SUMMER_SCHOOL_CAME, NEVER_CAME, IN_TWO_GROUPS = 34, 2, 4
SMALL_PROJECT = 4


def load(today: datetime.date) -> None:
    names = Names(country=Country.NORWAY, seed=4)
    coordinator = User.objects.get(email=AAS_COORDINATOR)
    _summer_school(names, coordinator)
    run, groups = _logged(ProgrammeKind.YOUTH_PROJECT)
    people = _people(run, names, SMALL_PROJECT, (14, 18))
    _complete(groups, [people], coordinator)
    mark(run)


def _summer_school(names: Names, coordinator: User) -> None:
    run, groups = _logged(ProgrammeKind.REFUGEE_SUMMER_SCHOOL)
    people = _people(run, names, SUMMER_SCHOOL_CAME + NEVER_CAME, (8, 17))
    members = deal(people, len(groups))
    # Whoever holds two places is still one participant.
    members[1] += members[0][:IN_TWO_GROUPS]
    _complete(groups, members, coordinator)
    mark(run, never_came={person.pk for person in people[-NEVER_CAME:]})


def _logged(kind: ProgrammeKind) -> tuple[ProgrammeRun, list[Group]]:
    groups = Group.objects.everything(why=WHY).filter(run__programme__kind=kind)
    rows = list(groups.select_related("run", "school__municipality").order_by("pk"))
    return rows[0].run, rows


def _people(run: ProgrammeRun, names: Names, count: int, ages: tuple[int, int]) -> list[Participant]:
    people = children(run.host_school, names, count=count, year=run.starts_on.year, ages=ages)
    return Participant.objects.bulk_create(people)


def _complete(groups: list[Group], members: list[list[Participant]], coordinator: User) -> None:
    places = Places()
    for group, people in zip(groups, members, strict=True):
        places.complete(group, people, coordinator)
    places.save()

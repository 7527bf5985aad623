"""Kulturmetropolen's children: the 102 of autumn 2024, and others in the same groups today."""

import datetime

from django.utils import timezone

from participants.demonstration.marks import WHY, mark
from participants.demonstration.people import children, deal, guardians
from participants.demonstration.places import Places
from participants.models import AddressProtection, Guardian, NamedKeeper, Participant, SupportNeed
from portal.accounts.models import User
from portal.demonstration.accounts import DOMAIN
from portal.demonstration.collaborations import Collaboration, collaborations, coordinator_address
from portal.demonstration.names import Names
from portal.geography.models import Country
from programmes.models import Group, ProgrammeRun, Staffing

PROGRAMME = "Kulturmetropolen"
WALK, WALK_CHILDREN_WITH_NEEDS = "Østervangsskolen", 3
PROTECTED_IN = "Fjordskolen Hedevang 2"
WHAT_HELPS = (
    "Korte pauser undervejs",
    "Et fast sted at sidde",
    "At se dagens plan på billeder",
    "Høreværn, når det bliver højt",
    "At få besked, inden vi skifter opgave",
)
NEEDS_IN = ("Herstedvester Skole 1", "Strandgårdskolen 2", "Fjordskolen Hedevang 1")
MESSAGES = (
    "Glæder sig til at spille sammen med andre. Bedst om eftermiddagen.",
    "Synger hele dagen og vil gerne prøve trommer.",
)
WAITING = {
    "Fjordskolen Hedevang 1": 2,
    "Strandgårdskolen 1": 1,
    "Gl. Hjortespringskole 1": 1,
}
GROUNDS = "Holdet er fuldt. I får besked, når der bliver en ledig plads."


def load(today: datetime.date) -> None:
    runs = ProgrammeRun.objects.everything(why=WHY).filter(
        programme__public_name=PROGRAMME, groups__isnull=False
    )
    then, now = runs.distinct().order_by("starts_on")
    _Term(then, seed=2024, today=today).fill()
    term = _Term(now, seed=1, today=today)
    term.fill()
    term.add_details()


class _Term:
    """The children of one run."""

    def __init__(self, run: ProgrammeRun, *, seed: int, today: datetime.date) -> None:
        self.run, self.today = run, today
        self.names = Names(country=Country.DENMARK, seed=seed)
        self.users = {user.email: user for user in User.objects.filter(email__endswith=DOMAIN)}
        groups = (
            Group.objects.everything(why=WHY).filter(run=run).select_related("run", "school__municipality")
        )
        self.groups = {group.name: group for group in groups}
        self.in_group: dict[str, list[Participant]] = {}
        self.places = Places()

    def fill(self) -> None:
        for row in collaborations():
            self._collaboration(row)
        people = [person for group in self.in_group.values() for person in group]
        Participant.objects.bulk_create(people, batch_size=500)
        for name, members in self.in_group.items():
            group = self.groups[name]
            place = self.places.complete if self.run.is_closed else self.places.enrol
            place(group, members, self._coordinator(group))
        if not self.run.is_closed:
            Guardian.objects.bulk_create(guardians(people, self.names))
            self._wait()
            self._apply()
        self.places.save()
        mark(self.run)

    def _collaboration(self, row: Collaboration) -> None:
        people = children(
            self.groups[row.group_name(0)].school,
            self.names,
            count=row.pupils,
            year=self.run.starts_on.year,
            ages=row.ages,
            grades=row.grades,
        )
        for index, members in enumerate(deal(people, len(row.sizes))):
            self.in_group[row.group_name(index)] = members

    def _coordinator(self, group: Group) -> User:
        return self.users[coordinator_address(group.school.municipality.name)]

    def _newcomers(self, group: Group, count: int) -> list[Participant]:
        ages = (self.run.starts_on.year - max(p.birth_year or 0 for p in self.in_group[group.name]),) * 2
        grades = (group.grade_from or 0,) * 2
        people = children(
            group.school, self.names, count=count, year=self.run.starts_on.year, ages=ages, grades=grades
        )
        Participant.objects.bulk_create(people)
        Guardian.objects.bulk_create(guardians(people, self.names))
        return people

    def _wait(self) -> None:
        for name, count in WAITING.items():
            group = self.groups[name]
            for place, person in enumerate(self._newcomers(group, count)):
                since = _hours_ago(24 * (20 - place))
                self.places.wait(group, person, self._coordinator(group), since=since, grounds=GROUNDS)

    def _apply(self) -> None:
        group = self.groups[WALK]
        for place, person in enumerate(self._newcomers(group, len(MESSAGES))):
            when = _hours_ago(70 - 20 * place)
            self.places.apply(group, person, when=when, message=MESSAGES[place])

    def add_details(self) -> None:
        """Need cards, and one child with a protected address and those who are named for it."""
        receivers = self.in_group[WALK][:WALK_CHILDREN_WITH_NEEDS]
        receivers += [self.in_group[name][0] for name in NEEDS_IN]
        SupportNeed.objects.bulk_create(
            SupportNeed(
                school=person.school,
                participant=person,
                what_helps=WHAT_HELPS[place % len(WHAT_HELPS)],
                expires_on=self.today + datetime.timedelta(days=180),
            )
            for place, person in enumerate(receivers)
        )
        self._protect(self.groups[PROTECTED_IN], self.in_group[PROTECTED_IN][0])

    def _protect(self, group: Group, person: Participant) -> None:
        person.address_protection = AddressProtection.CONFIDENTIAL
        person.save(update_fields=["address_protection"])
        staffing = Staffing.objects.everything(why=WHY).filter(group=group, user__isnull=False)
        keepers = [self._coordinator(group), *(row.user for row in staffing.select_related("user"))]
        NamedKeeper.objects.bulk_create(
            NamedKeeper(school_id=person.school_id, participant=person, user=user) for user in keepers
        )


def _hours_ago(hours: int) -> datetime.datetime:
    return timezone.now().replace(minute=0, second=0, microsecond=0) - datetime.timedelta(hours=hours)

"""Deadlines and focus areas of each school, and one's address for a calendar, as arguments of addresses."""

from collections.abc import Mapping

from portal.accounts.models import CultureSchool, User
from portal.audit.actor import Actor
from portal.scope.roles import Role
from programmes.actions.renew_feed import renew_feed
from programmes.models import Season
from reports.feeds import deadlines_url
from tests.db.around import today
from tests.db.deadlines import written
from tests.db.people import Samklang, person, run

Arguments = Mapping[str, object]


def of_deadlines(schools: Mapping[str, CultureSchool], coordinator: User) -> dict[str, dict[str, Arguments]]:
    return {
        "deadline": {place: {"pk": written(school, 9).pk} for place, school in schools.items()},
        "reminders": {place: {"school": school.pk} for place, school in schools.items()},
        "deadlines' calendar": {"own": {"token": token_for(coordinator)}},
    }


def token_for(coordinator: User) -> str:
    """What her address for a calendar ends with."""
    address = deadlines_url(renew_feed(actor=Actor.of(coordinator)))
    return address.rpartition("/")[2].removesuffix(".ics")


def more_deadlines(samklang: Samklang, number: int) -> None:
    """One more of each kind, and an owner of its own."""
    school = samklang.roskilde
    owner = person(f"Ejer{number} Ejersen", Role.COORDINATOR, school)
    written(school, number - 3, f"Frist {number}", owner)
    row = run(samklang.programme, [school], f"Forløb {number}")
    Season.objects.create(school=school, run=row, opens_on=today(9), closes_on=today(30))

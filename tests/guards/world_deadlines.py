"""Deadlines and focus areas of each school, and one's address for a calendar, as arguments of addresses."""

from collections.abc import Mapping

from portal.accounts.models import CultureSchool, User
from portal.audit.actor import Actor
from portal.scope.roles import Role
from programmes.actions.renew_feed import renew_feed
from programmes.models import FocusArea, FocusLine, FocusProgramme, FocusTarget, LineKind, Programme, Season
from reports.feeds import deadlines_url
from tests.db.agreeing import draft
from tests.db.around import today
from tests.db.deadlines import written
from tests.db.granting import awarded
from tests.db.people import WHY, Samklang, person, run

Arguments = Mapping[str, object]


def of_deadlines(schools: Mapping[str, CultureSchool], coordinator: User) -> dict[str, dict[str, Arguments]]:
    areas = [strategic(school, "Talent") for school in schools.values()]
    lines = {
        place: {"pk": area.lines.get(kind="measure").pk} for place, area in zip(schools, areas, strict=True)
    }
    return {
        "focus line": lines,
        "focus target": {
            place: {"pk": area.targets.get().pk} for place, area in zip(schools, areas, strict=True)
        },
        "deadline": {place: {"pk": written(school, 9).pk} for place, school in schools.items()},
        "reminders": {place: {"school": school.pk} for place, school in schools.items()},
        "deadlines' calendar": {"own": {"token": token_for(coordinator)}},
    }


def strategic(school: CultureSchool, name: str, *programmes: Programme) -> FocusArea:
    """A focus area with a goal, a measure, and a target number of this year."""
    area = FocusArea.objects.create(school=school, name=name)
    for kind in LineKind.values:
        FocusLine.objects.create(focus_area=area, kind=kind, text=f"Flere med: {kind}")
    for programme in programmes:
        FocusProgramme.objects.create(focus_area=area, programme=programme)
    FocusTarget.objects.create(focus_area=area, year=today().year, measure="participants", target=10)
    return area


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
    strategic(school, f"Område {number}", samklang.programme)
    grant = awarded(samklang, conditions={"comparable_accounts": True})
    grant.payments.create(due_on=today(20), amount=100)
    grant.reports_due.update(due_on=today(30))
    agreement = draft(samklang, title=f"Aftale {number}")
    type(agreement).objects.everything(why=WHY).update(signed_on=today(), ends_on=today(100))
    Season.objects.create(school=school, run=row, opens_on=today(9), closes_on=today(30))

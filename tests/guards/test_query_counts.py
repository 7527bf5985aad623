"""A page that lists rows asks the database as often for 20 of them as for one: `queries.json` says how often.

The lists of the API have their own numbers in `tests/api/test_list_queries.py`.
"""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from participants.models import Participant, SupportNeed
from portal.accounts.models import Invitation, User
from portal.scope.roles import Role
from tests.db import around, people, seasons, waiting
from tests.db.catalogues import listed
from tests.db.people import Samklang
from tests.db.referring import is_partner, referred
from tests.guards.world import publish, report
from tests.guards.world_around import things_around
from tests.guards.world_logging import first_course, log_more

pytestmark = pytest.mark.django_db
BASELINE = Path(__file__).with_name("queries.json")
MANY = 20
_OF_TRANSACTIONS = ("SAVEPOINT", "RELEASE SAVEPOINT", "ROLLBACK")

Arguments = Callable[[Samklang], dict[str, object]]
LISTS: dict[str, tuple[str, Arguments]] = {
    "participants:catalogue": ("nils", lambda world: all_listed()),
    "participants:today": ("ida", lambda world: {}),
    "participants:week": ("bodil", lambda world: {}),
    "participants:needs_a_hand": ("bodil", lambda world: {}),
    "reports:run": ("bodil", lambda world: {"pk": world.run.pk}),
    "participants:roll_call": ("ida", lambda world: {"pk": world.yesterday.pk}),
    "participants:groups": ("bodil", lambda world: {}),
    "participants:calls": ("bodil", lambda world: {}),
    "participants:group": ("bodil", lambda world: {"pk": world.group.pk}),
    "participants:participants": ("bodil", lambda world: {}),
    "participants:pairs": ("bodil", lambda world: {}),
    "participants:referrals": ("nils", lambda world: is_partner(world, world.nils)),
    "participants:participant": ("bodil", lambda world: {"pk": world.amina.pk}),
    "participants:equipment": ("bodil", lambda world: {}),
    "participants:volunteers": ("bodil", lambda world: {}),
    "participants:partner_staff": ("bodil", lambda world: {}),
    "participants:buddies": ("bodil", lambda world: {"pk": world.amina.pk}),
    "participants:seasons": ("bodil", lambda world: {}),
    "participants:season": ("bodil", lambda world: {"pk": seasons.asked_again(world).pk}),
    "participants:school_settings": ("bodil", lambda world: {"school": world.roskilde.pk}),
    "programmes:hours": ("ida", lambda world: {}),
    "programmes:run_hours": ("bodil", lambda world: {"pk": world.run.pk}),
    "programmes:head_counts": ("bodil", lambda world: {}),
    "programmes:head_count": ("bodil", lambda world: {"pk": world.run.pk}),
    "programmes:trainings": ("bodil", lambda world: {}),
    "programmes:training": ("bodil", first_course),
    "participants:photos": ("ida", lambda world: {"pk": world.yesterday.pk}),
    "reports:list": ("petra", lambda world: {}),
    "reports:choose": ("bodil", lambda world: {}),
    "school_colleagues": ("bodil", lambda world: {"school": world.roskilde.pk}),
}
"""Each page with rows of which there may be many, and who opens it."""


def all_listed() -> dict[str, object]:
    """Whatever groups there are stand in the catalogue."""
    for group in people.Group.objects.everything(why=people.WHY):
        listed(group, weekday=group.pk % 7 + 1)
    return {}


def grow(world: Samklang, numbers: range) -> None:
    """One more of everything that a list shows, in every state, for each of `numbers`."""
    people.Group.objects.everything(why=people.WHY).filter(pk=world.group.pk).update(capacity=500)
    for number in numbers:
        group = people.group(world.run, world.roskilde, f"Hold {number}", 4, world.ida)
        for days in (-1, 0, 1):
            people.session(group, days)
        people.session(world.group, -2 - number)
        people.enrol(group, world.amina)
        people.pair_of(world.bo, people.child(world.roskilde, f"Bo{number}"))
        referred(world, f"Sag {number}", by=world.nils)
        _people(world, number)
        log_more(world, number)
        programme = people.Programme.objects.create(
            public_name=f"Tilbud {number}", kind="school_project", country="DK", age_group="youth"
        )
        people.ProgrammeSchool.objects.create(
            programme=programme, school=world.roskilde, valid_from="2024-01-01"
        )
        seasons.of_run(people.run(programme, [world.roskilde], "Sæson"), world.roskilde)
        publish(report(world, programme=world.programme))
        report(world, programme=world.programme)
        people.person(f"Kollega{number} Nye", Role.TEACHER, world.roskilde)
        Invitation.objects.create(
            school=world.roskilde,
            email=f"ny{number}@example.org",
            role=Role.TEACHER,
            invited_by=world.bodil,
            expires_at=world.tomorrow.ends_at,
        )


def _people(world: Samklang, number: int) -> None:
    """A child enrolled with a need card, one offered a place, one on the waiting list, one new."""
    for state in ("enrolled", "offered", "waitlisted", "applied"):
        child = people.child(world.roskilde, f"Barn{number}{state}")
        if state == "enrolled":
            people.enrol(world.group, child)
        elif state == "offered":
            waiting.offered(world.group, child, days=-1)
            waiting.message_failed(child)
        else:
            enrolment = people.applies(world.group, child, state=state)
            waiting.together(waiting.link_of(world.roskilde), enrolment)
        _around(world, child)
        SupportNeed.objects.create(
            school=world.roskilde,
            participant=child,
            what_helps="En pause",
            expires_on=world.tomorrow.ends_at.date(),
        )


def _around(world: Samklang, child: Participant) -> None:
    """Something lent, people beside, milestones: of the child, and of Amina."""
    things_around(child, world.ida)
    things_around(world.amina, world.ida)
    around.match(child, world.amina)
    around.helper(world.other_group, child)
    around.partners_person(world.group)


def queries(user: User, name: str, arguments: dict[str, object]) -> list[str]:
    """The statements that a page took, without those of transactions."""
    client = Client()
    client.force_login(user)
    with CaptureQueriesContext(connection) as captured:
        response = client.get(reverse(name, kwargs=arguments))
    assert response.status_code == 200
    return [row["sql"] for row in captured if not row["sql"].startswith(_OF_TRANSACTIONS)]


def more_than(few: list[str], many: list[str]) -> str:
    """The statements of the longer list, to be read where the two differ in length."""
    return "" if len(few) == len(many) else f"{len(few)} became {len(many)}:\n" + "\n".join(many)


@pytest.mark.parametrize("name", LISTS)
def test_a_list_needs_as_many_queries_for_twenty_rows_as_for_one(name, samklang):
    person, arguments = LISTS[name]
    user = getattr(samklang, person)
    grow(samklang, range(1))
    few = queries(user, name, arguments(samklang))
    grow(samklang, range(1, MANY))
    many = queries(user, name, arguments(samklang))
    assert not more_than(few, many)
    known = json.loads(BASELINE.read_text())[name]
    assert len(few) == known, f"{name}: {len(few)}, not {known} as in {BASELINE.name}:\n" + "\n".join(few)


def test_the_baseline_names_each_list_once():
    assert list(json.loads(BASELINE.read_text())) == sorted(LISTS)


def test_a_query_for_each_row_is_found(samklang):
    """The guard seen to fail: the teachers' names asked for group by group."""

    def careless() -> list[str]:
        with CaptureQueriesContext(connection) as captured:
            for group in people.Group.objects.visible_to(samklang.ida):
                list(group.staffing.all())
        return [row["sql"] for row in captured]

    grow(samklang, range(1))
    few = careless()
    grow(samklang, range(1, 3))
    assert "programmes_staffing" in more_than(few, careless())

"""Pages about plans and single sessions ask as often for many rows as for one; all in one world."""

import datetime

import pytest

from portal.audit.actor import Actor
from programmes.actions.renew_feed import renew_feed
from programmes.feeds import token_of
from programmes.models import SchoolHoliday, SessionPlan, Substitute
from tests.db import people
from tests.db.people import Samklang
from tests.guards.test_query_counts import more_than, queries

pytestmark = pytest.mark.django_db
FEW, MANY = range(2), range(2, 8)
MOST = 20
"""Of any of these pages; each reads what its person may do, and then its parts."""


def plan_more(world: Samklang, number: int) -> None:
    """One more group with a plan, session and substitute, one more holiday; more of both in `group`."""
    for of in (world.group, people.group(world.run, world.roskilde, f"Hold {number}", 4, world.ida)):
        day = world.run.starts_on + datetime.timedelta(days=number)
        hours = {"time_from": datetime.time(9), "time_to": datetime.time(10)}
        plan = SessionPlan.objects.create(
            school=of.school,
            group=of,
            weekdays=[number % 7 + 1],
            starts_on=day,
            ends_on=world.run.ends_on,
            **hours,
        )
        row = people.session(of, 3 + number, hour=7, plan=plan, planned_on=day)
        user = people.person(f"Indspringer{row.pk} Vikar", "teacher", of.school)
        Substitute.objects.create(school=of.school, session=row, user=user, named_by=world.bodil)
        Substitute.objects.create(school=of.school, session=world.tomorrow, user=user, named_by=world.bodil)
    SchoolHoliday.objects.create(
        municipality=world.roskilde.municipality, name=f"Ferie {number}", first_day=day, last_day=day
    )


def test_pages_of_planning_need_as_many_queries_for_eight_rows_as_for_two(samklang):
    feed = renew_feed(actor=Actor.of(samklang.ida))
    one = {"pk": samklang.tomorrow.pk}
    pages = {
        "programmes:plan": (samklang.bodil, {"pk": samklang.group.pk}),
        "programmes:plan_run": (samklang.bodil, {"pk": samklang.run.pk}),
        "programmes:school_holidays": (samklang.bodil, {"school": samklang.roskilde.pk}),
        "programmes:calendar": (samklang.ida, {"token": token_of(feed)}),
        "participants:substitute": (samklang.bodil, one),
        "participants:move_session": (samklang.ida, one),
        "participants:cancel_session": (samklang.ida, one),
    }

    def asked() -> dict[str, list[str]]:
        return {name: queries(user, name, arguments) for name, (user, arguments) in pages.items()}

    for number in FEW:
        plan_more(samklang, number)
    few = asked()
    for number in MANY:
        plan_more(samklang, number)
    many = asked()
    grown = {name: more_than(few[name], many[name]) for name in pages}
    assert not [f"{name}: {words}" for name, words in grown.items() if words]
    assert max(len(statements) for statements in many.values()) <= MOST

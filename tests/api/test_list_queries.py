"""Each list asks the database as often for 20 rows as for one.

Seen to fail for runs when the prefetch of their schools was taken out of RunViewSet.
"""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from partners.models import AgencyKind, PartnerAgency
from portal.accounts.models import Membership
from programmes.models import Programme, ProgrammeSchool
from tests.db import people
from tests.db.people import Samklang

MORE = 20
QUERIES = {
    "schools": 6,
    "municipalities": 6,
    "agencies": 6,
    "programmes": 6,
    "runs": 7,
    "groups": 6,
    "sessions": 6,
    "participants": 5,
    "applications": 6,
    "enrolments": 6,
}
"""Session, user and the user's roles are three or four of them, the number of all rows is one."""


def add_rows(world: Samklang) -> None:
    for number in range(MORE):
        where = world.roskilde.municipality
        school = people.school(f"Filial {number}", where)
        school.serves.set([where])
        Membership.objects.create(user=world.bodil, role="coordinator", school=school)
        PartnerAgency.objects.create(municipality=where, name=f"Skole {number}", kind=AgencyKind.SCHOOL)
        programme = Programme.objects.create(
            public_name=f"Tilbud {number}", kind="school_project", country="DK", age_group="youth"
        )
        ProgrammeSchool.objects.create(programme=programme, school=world.roskilde, valid_from="2024-01-01")
        people.run(programme, [world.roskilde, world.koege], "Sæson")
        group = people.group(world.run, world.roskilde, f"Hold {number}")
        people.session(group, days=1)
        people.enrol(group, people.child(world.roskilde, f"Barn{number}"))


def queries(api, noun: str) -> tuple[int, int]:
    with CaptureQueriesContext(
        connection,
    ) as captured:
        answer = api("get", f"/{noun}/?page_size=100").json()
    return len(answer["results"]), len(captured)


@pytest.mark.parametrize("noun", sorted(QUERIES))
def test_a_list_needs_as_many_queries_for_twenty_rows_as_for_one(samklang, api_of, noun):
    few, before = queries(api_of(samklang.bodil), noun)
    add_rows(samklang)
    many, after = queries(api_of(samklang.bodil), noun)
    assert few >= 1
    assert noun == "municipalities" or many >= few + MORE
    assert (before, after) == (QUERIES[noun], QUERIES[noun])

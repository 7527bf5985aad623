"""The pages of fees and settlements ask the database as often for many rows as for few; all in one world."""

import pytest

from tests.db import people
from tests.db.paying import paid
from tests.guards.test_query_counts import more_than, queries
from tests.guards.world_sharing import things_shared

pytestmark = pytest.mark.django_db
FEW, MANY = range(1, 3), range(3, 8)
MOST = 24
"""Of any of these pages; each reads what its person may do, and then its parts."""


def test_pages_of_sharing_need_as_many_queries_for_seven_rows_as_for_two(samklang):
    school, bodil = samklang.roskilde, samklang.bodil
    group = people.group(samklang.run, school, "Delt", 40, price=100_000)

    shared: dict[str, object] = {}

    def grow(numbers: range) -> None:
        for number in numbers:
            shared.update(things_shared(school, bodil, number))
            place = people.enrol(group, people.child(school, f"Betaler{number}"))
            paid(place, bodil, f"Mærke{number}")
            people.group(samklang.run, school, f"Delt {number}", 4)

    def asked() -> dict[str, list[str]]:
        pages = {
            "participants:settlements": {},
            "participants:settlement": {"pk": shared["settlement"].pk},
            "participants:municipality_settlement": {"school": school.pk, "payer": school.municipality_id},
            "participants:invoices": {},
            "participants:invoice_csv": {"pk": shared["invoice file"].pk},
            "participants:fees": {},
            "participants:group_fees": {"pk": group.pk},
            "participants:shares": {},
            "participants:share": {"pk": shared["share"].pk},
        }
        return {name: queries(bodil, name, arguments) for name, arguments in pages.items()}

    grow(FEW)
    few = asked()
    grow(MANY)
    many = asked()
    grown = {name: more_than(few[name], many[name]) for name in few}
    assert not [f"{name}: {words}" for name, words in grown.items() if words]
    assert max(len(statements) for statements in many.values()) <= MOST

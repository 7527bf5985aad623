"""The pages of deadlines and strategy ask the database as often for many rows as for one."""

import pytest

from tests.db.deadlines import written
from tests.guards.test_query_counts import more_than, queries
from tests.guards.world_deadlines import more_deadlines, strategic, token_for

pytestmark = pytest.mark.django_db
FEW, MANY = range(2), range(2, 7)
MOST = 22
"""Of any of these pages: each kind of deadline is one question."""


def test_pages_of_deadlines_need_as_many_queries_for_seven_rows_as_for_two(samklang):
    area = {"pk": strategic(samklang.roskilde, "Inklusion").pk}
    pages = {
        "reports:strategy": (samklang.bodil, {}),
        "programmes:focus_contents": (samklang.bodil, area),
        "reports:deadlines": (samklang.bodil, {}),
        "reports:deadline": (samklang.bodil, {"pk": written(samklang.roskilde, 5).pk}),
        "reports:deadline_calendar": (samklang.nils, {"token": token_for(samklang.bodil)}),
    }

    def asked() -> dict[str, list[str]]:
        return {name: queries(user, name, arguments) for name, (user, arguments) in pages.items()}

    for number in FEW:
        more_deadlines(samklang, number)
    few = asked()
    for number in MANY:
        more_deadlines(samklang, number)
    many = asked()
    grown = {name: more_than(few[name], many[name]) for name in pages}
    assert not [f"{name}: {words}" for name, words in grown.items() if words]
    assert max(len(statements) for statements in many.values()) <= MOST

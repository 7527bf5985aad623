"""The pages of programmes and runs ask the database as often for many rows as for one; all in one world."""

import pytest

from tests.guards.test_query_counts import more_than, queries
from tests.guards.world_setup import set_up_more

pytestmark = pytest.mark.django_db
FEW, MANY = range(2), range(2, 6)


def test_pages_of_setting_up_need_as_many_queries_for_six_rows_as_for_two(samklang):
    programme, run, group = ({"pk": row.pk} for row in (samklang.programme, samklang.run, samklang.group))
    pages = {
        "programmes:list": (samklang.bodil, {}),
        "programmes:programme": (samklang.bodil, programme),
        "programmes:share": (samklang.petra, programme),
        "programmes:new_run": (samklang.bodil, programme),
        "programmes:setup": (samklang.bodil, run),
        "programmes:group_setup": (samklang.bodil, group),
        "programmes:focus": (samklang.bodil, {}),
        "programmes:sub_region": (samklang.nils, {}),
    }

    def asked() -> dict[str, list[str]]:
        return {name: queries(user, name, arguments) for name, (user, arguments) in pages.items()}

    for number in FEW:
        set_up_more(samklang, number)
    few = asked()
    for number in MANY:
        set_up_more(samklang, number)
    many = asked()
    grown = {name: more_than(few[name], many[name]) for name in pages}
    assert not [f"{name}: {words}" for name, words in grown.items() if words]
    assert max(len(statements) for statements in many.values()) <= MOST


MOST = 20
"""Of any of these pages; each reads what its person may do, and then its parts."""

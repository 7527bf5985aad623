"""The pages of a run's money ask the database as often for hundreds of lines as for one."""

import pytest

from programmes.models import ActualLine, BudgetLine
from tests.db.accounts import day, grant
from tests.guards.test_query_counts import more_than, queries
from tests.guards.world_accounts import waiting

pytestmark = pytest.mark.django_db
MOST = 18


def test_pages_of_money_need_as_many_queries_for_hundreds_of_lines_as_for_one(samklang):
    school, run = samklang.roskilde, samklang.run
    pays = grant(school)
    whole = {"run": run, "school": school, "currency": "DKK"}

    def fill(lines: int) -> None:
        for number in range(lines):
            BudgetLine.objects.create(**whole, payer="school", category="room", amount=number + 1)
            BudgetLine.objects.create(**whole, payer="grant", grant=pays, category="pay", amount=number + 1)
        ActualLine.objects.bulk_create(
            ActualLine(**whole, payer="grant", grant=pays, amount=number + 1, on=day(number % 50))
            for number in range(lines * 10)
        )

    few_rows, many_rows = (
        waiting(samklang.group, samklang.bodil, 2),
        waiting(samklang.group, samklang.bodil, 80),
    )
    pages = {"reports:run_money": {"pk": run.pk}, "programmes:costs": {"pk": run.pk}}

    def asked(made) -> dict[str, list[str]]:
        found = {name: queries(samklang.bodil, name, arguments) for name, arguments in pages.items()}
        return found | {
            "programmes:accounts_import": queries(
                samklang.bodil, "programmes:accounts_import", {"pk": made.pk}
            )
        }

    fill(1)
    few = asked(few_rows)
    fill(20)
    many = asked(many_rows)
    grown = {name: more_than(few[name], many[name]) for name in few}
    assert not [f"{name}: {words}" for name, words in grown.items() if words]
    assert max(len(statements) for statements in many.values()) <= MOST

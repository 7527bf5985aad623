"""The pages of grants ask the database as often for many lines, papers and grants as for few."""

import datetime

import pytest

from partners.models import Attachment, GrantPayment, GrantScheme, GrantTarget, ReportDue
from programmes.models import ActualLine, BudgetLine
from tests.db import people
from tests.guards.test_query_counts import more_than, queries
from tests.guards.world_grants import grant_of

pytestmark = pytest.mark.django_db
FEW, MANY = range(2), range(2, 8)
DAY = datetime.date(2025, 6, 1)
PAGES = ("grants", "grant_schemes", "grant", "grant_used", "grant_budget", "grant_papers", "grant_runs")


def grow(samklang, grant, number: int) -> None:
    """One more of everything that hangs on the grant, another grant, and another run that it pays."""
    school = samklang.roskilde
    run = people.run(samklang.programme, [school], f"Forløb {number}")
    of_grant = {"school": school, "payer": "grant", "grant": grant, "currency": "DKK", "amount": 100}
    for target in (run, samklang.run):
        BudgetLine.objects.create(run=target, **of_grant)
        ActualLine.objects.create(run=target, on=DAY, **of_grant)
    GrantTarget.objects.create(grant=grant, measure="participants", target=number + 1)
    GrantPayment.objects.create(grant=grant, amount=number + 1, due_on=DAY)
    year = 2025 + number
    period = {"period_from": datetime.date(year, 1, 1), "period_to": datetime.date(year, 12, 31)}
    for one in (grant, grant_of(school, title=f"Tilskud {number}")):
        report = ReportDue.objects.create(
            grant=one, kind="yearly", due_on=datetime.date(year + 1, 1, 31), **period
        )
        Attachment.objects.create(
            school=school,
            grant=one,
            report=report,
            kind="receipts",
            title="Bilag",
            file=f"{one.pk}-{number}",
            content_type="application/pdf",
            size=1,
            sha256="0",
            added_by=samklang.bodil,
        )
    GrantScheme.objects.create(school=school, name=f"Pulje {number}")


def test_pages_of_grants_need_as_many_queries_for_eight_rows_as_for_two(samklang):
    grant = grant_of(samklang.roskilde)
    report = ReportDue.objects.create(grant=grant, kind="final", period_from=DAY, period_to=DAY, due_on=DAY)
    of_row = {"grants": {}, "grant_schemes": {}}
    pages = {f"reports:{name}": of_row.get(name, {"pk": grant.pk}) for name in PAGES}
    pages["reports:grant_report"] = {"pk": report.pk}

    def asked() -> dict[str, list[str]]:
        return {name: queries(samklang.bodil, name, arguments) for name, arguments in pages.items()}

    for number in FEW:
        grow(samklang, grant, number)
    few = asked()
    for number in MANY:
        grow(samklang, grant, number)
    many = asked()
    grown = {name: more_than(few[name], many[name]) for name in pages}
    assert not [f"{name}: {words}" for name, words in grown.items() if words]
    assert max(len(statements) for statements in many.values()) <= MOST


MOST = 24
"""Of any of these pages; the grant's own reads its money, targets, reports, papers and payments."""

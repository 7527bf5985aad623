"""A grant's page with 10 lines of the accounts behind it and with 10,000: as many queries."""

import datetime

from django.db import connection

from partners.models import Funder, Grant, GrantTarget, ReportDue
from programmes.models import ActualLine, BudgetLine
from tests.bench.browser import Browser
from tests.bench.roll_call import FRAME, WARM, in_turn
from tests.bench.table import Table, median, times
from tests.db import people
from tests.db.people import Samklang

FEW, MANY = 10, 10_000
ROUNDS, RUNS = 12, 3
CATEGORIES = ("pay", "services", "room", "equipment", "travel", "food")


def build(samklang: Samklang, lines: int) -> Grant:
    """Of three runs, in every category; each line is in the accounts, and one in ten in the budget."""
    today = datetime.date.today()
    funder, _made = Funder.objects.everything(why="the bench").get_or_create(
        country="DK", name="Puljen", defaults={"kind": "region"}
    )
    grant = Grant.objects.create(
        school=samklang.roskilde,
        funder=funder,
        title=f"Med {lines} linjer",
        purpose="Varige samarbejder",
        amount=45_000_000,
        currency="DKK",
        starts_on=today - datetime.timedelta(days=200),
        ends_on=today + datetime.timedelta(days=100),
        state="awarded",
        awarded_on=today,
        ceiling_share="0.6",
        own_share="0.3",
    )
    _hang_on(grant, today)
    runs = [people.run(samklang.programme, [samklang.roskilde], f"{grant} {n}") for n in range(RUNS)]

    def line(number: int) -> dict[str, object]:
        payer = {"payer": "grant", "grant": grant} if number % 2 else {"payer": "school"}
        where = {"run": runs[number % RUNS], "school": samklang.roskilde, "currency": "DKK"}
        return {**where, **payer, "category": CATEGORIES[number % len(CATEGORIES)], "amount": 100 + number}

    ActualLine.objects.bulk_create((ActualLine(on=today, **line(n)) for n in range(lines)), batch_size=2000)
    BudgetLine.objects.bulk_create((BudgetLine(**line(n)) for n in range(0, lines, 10)), batch_size=2000)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return grant


def _hang_on(grant: Grant, today: datetime.date) -> None:
    for measure in ("participants", "sessions"):
        GrantTarget.objects.create(grant=grant, measure=measure, target=20)
    ReportDue.objects.create(
        grant=grant, kind="final", period_from=grant.starts_on, period_to=grant.ends_on, due_on=today
    )


def measure_grant(table: Table, port: int, samklang: Samklang) -> None:
    few, many = (_measure(table, port, samklang, number) for number in (FEW, MANY))
    for what, before in few.items():
        words = f"{what}: queries with {MANY:,} lines, at most those with {FEW}"
        table.bar(words, many[what], before, "queries")


def _measure(table: Table, port: int, samklang: Samklang, lines: int) -> dict[str, int]:
    grant = build(samklang, lines)
    browser = Browser(port, samklang.bodil)
    browser.get(FRAME)
    found = {}
    for what, address in (
        ("a grant's page", f"/grants/{grant.pk}/"),
        ("its costs", f"/grants/{grant.pk}/used/"),
        ("the grants", "/grants/"),
    ):
        found[what] = browser.get(address).queries
        measured = in_turn(browser, [address] * (ROUNDS + WARM), lambda one: browser.get(one).seconds)
        share = f"{median(measured.asked) / median(measured.framed):.1f} × the empty page"
        table.tell(f"{what}, {lines:,} lines", f"{times(measured.asked)}; {share}")
    return found

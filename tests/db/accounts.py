"""A grant of a school, and lines of the budget and the accounts of a run."""

import datetime
from decimal import Decimal

from django.utils import timezone

from partners.models import Funder, Grant
from portal.accounts.models import CultureSchool, User
from portal.audit.actor import Actor
from programmes.actions.note_cost import CostFacts, note_cost
from programmes.actions.save_budget_line import BudgetFacts, add_budget_line
from programmes.models import ActualLine, BudgetLine, ProgrammeRun

HEADING = "Bilagsdato;Bilagsnr;Konto;Tekst;Beløp"


def day(ago: int) -> datetime.date:
    return timezone.localdate() - datetime.timedelta(days=ago)


def grant(school: CultureSchool, *, funder: str = "Region", amount: int = 45_000_000, **fields) -> Grant:
    """Awarded, for sixty days around today."""
    giver, _ = Funder.objects.get_or_create(name=funder, kind="region", country=school.country)
    fields = {
        "ceiling_share": Decimal("0.60"),
        "state": "awarded",
        "awarded_on": day(90),
        "currency": school.country.currency,
        **fields,
    }
    return Grant.objects.create(
        school=school,
        funder=giver,
        purpose="inclusion through the arts",
        amount=amount,
        starts_on=day(60),
        ends_on=day(-60),
        **fields,
    )


def budget_line(user: User, run: ProgrammeRun, school: CultureSchool, **facts) -> BudgetLine:
    facts = {"category": "pay", "payer": "school", "amount": 10_000, **facts}
    return add_budget_line(
        actor=Actor.of(user), run_id=run.pk, school_id=school.pk, facts=BudgetFacts(**facts)
    )


def cost(user: User, run: ProgrammeRun, school: CultureSchool, **facts) -> ActualLine:
    facts = {"category": "pay", "payer": "school", "amount": 10_000, "on": day(5), **facts}
    return note_cost(actor=Actor.of(user), run_id=run.pk, school_id=school.pk, facts=CostFacts(**facts))


def accounts_file(lines: int, *, first: int = 1) -> bytes:
    """So many good lines over thirty days, each with a voucher of its own."""
    rows = (
        f"{day(40 - number % 30):%d.%m.%Y};B{number};500{number % 4};Løn {number};{number % 900 + 1},25"
        for number in range(first, first + lines)
    )
    return "\r\n".join((HEADING, *rows)).encode("cp1252")

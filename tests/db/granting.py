"""Grants in the world of tests: an application, an award, money in a run."""

import datetime
from typing import Any

from partners.actions.award_grant import award_grant
from partners.actions.save_funder import FunderFacts
from partners.actions.save_grant import GrantFacts, write_application
from partners.models import Grant
from portal.audit.actor import Actor
from programmes.models import ActualLine, BudgetLine, ProgrammeRun
from tests.db.people import Samklang

REGION = FunderFacts("Region Hovedstaden", "region")
YEAR = 2025
KRONER = 100


def on(month: int, day: int, year: int = YEAR) -> datetime.date:
    return datetime.date(year, month, day)


def facts(**values: Any) -> GrantFacts:
    usual = {
        "purpose": "Varige samarbejder",
        "amount": 450_000 * KRONER,
        "currency": "DKK",
        "starts_on": on(1, 1),
        "ends_on": on(12, 31),
    }
    return GrantFacts(**{**usual, **values})


def applied(world: Samklang, *, scheme_id: int | None = None, **values: Any) -> Grant:
    """By Bodil, for Roskilde."""
    return write_application(
        actor=Actor.of(world.bodil),
        school_id=world.roskilde.pk,
        funder=REGION,
        facts=facts(**values),
        scheme_id=scheme_id,
    )


def awarded(world: Samklang, *, conditions: dict[str, Any] | None = None, **values: Any) -> Grant:
    grant = applied(world, **values)
    for name, value in (conditions or {}).items():
        setattr(grant, name, value)
    grant.save()
    day = datetime.date(2024, 12, 1)
    return award_grant(actor=Actor.of(world.bodil), grant_id=grant.pk, awarded_on=day, amount=grant.amount)


def planned(run: ProgrammeRun, amount: int, grant: Grant | None = None, **values: Any) -> BudgetLine:
    """In øre; the school's own where no grant pays."""
    return BudgetLine.objects.create(**_line(run, amount, grant, values))


def used(run: ProgrammeRun, amount: int, grant: Grant | None = None, **values: Any) -> ActualLine:
    return ActualLine.objects.create(**{"on": on(6, 1), **_line(run, amount, grant, values)})


def _line(run: ProgrammeRun, amount: int, grant: Grant | None, values: dict[str, Any]) -> dict[str, Any]:
    payer = "grant" if grant else "school"
    usual = {"run": run, "school": run.host_school, "category": "pay", "payer": payer, "grant": grant}
    return {**usual, "amount": amount, "currency": "DKK", **values}

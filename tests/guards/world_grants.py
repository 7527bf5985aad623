"""Grants and schemes of each place; archived is a grant that is closed."""

import datetime
from collections.abc import Mapping

from partners.models import AskedPaper, Funder, Grant, GrantPayment, GrantScheme, GrantTarget, ReportDue
from portal.accounts.models import CultureSchool

Arguments = Mapping[str, object]
FIRST, LAST = datetime.date(2025, 1, 1), datetime.date(2025, 12, 31)
KINDS = ("grant", "scheme", "target number", "payment", "report due")


def of_grants(schools: Mapping[str, CultureSchool]) -> dict[str, dict[str, Arguments]]:
    objects: dict[str, dict[str, Arguments]] = {kind: {} for kind in KINDS}
    objects["school of a grant"] = {place: {"school": school.pk} for place, school in schools.items()}
    for place, school in [*schools.items(), ("archived", schools["own"])]:
        row = grant_of(school, state="closed" if place == "archived" else "awarded")
        rows = (
            row,
            GrantScheme.objects.create(school=school, name=f"Pulje {place}"),
            GrantTarget.objects.create(grant=row, measure="participants", target=10),
            GrantPayment.objects.create(grant=row, amount=100, due_on=FIRST),
            ReportDue.objects.create(
                grant=row, kind="final", period_from=FIRST, period_to=LAST, due_on=datetime.date(2026, 1, 31)
            ),
        )
        for kind, one in zip(KINDS, rows, strict=True):
            objects[kind][place] = {"pk": one.pk}
    del objects["scheme"]["archived"]
    return objects


def grant_of(school: CultureSchool, **values: object) -> Grant:
    funder, _made = Funder.objects.everything(why="the guards' world").get_or_create(
        country="DK", name="Puljen", defaults={"kind": "other"}
    )
    usual = {
        "purpose": "Varige samarbejder",
        "amount": 45_000_000,
        "currency": "DKK",
        "starts_on": FIRST,
        "ends_on": LAST,
        "state": "awarded",
        "awarded_on": FIRST,
    }
    row = Grant.objects.create(school=school, funder=funder, **{**usual, **values})
    AskedPaper.objects.create(grant=row, stage="report", kind="accounts")
    return row

"""Fees and what several pay together: of each school, and of each group's child."""

import datetime
from collections.abc import Mapping

from participants.models import (
    CostShare,
    Fee,
    InvoiceFile,
    InvoiceLine,
    Settlement,
    SettlementLine,
    SharedCost,
    SharePayer,
)
from portal.accounts.models import CultureSchool, User
from programmes.models import Group
from tests.db import around
from tests.db.paying import SINCE

Arguments = Mapping[str, object]
_ENDS = datetime.date(2024, 12, 31)


def of_sharing(
    schools: Mapping[str, CultureSchool],
    groups: Mapping[str, Group],
    places: Mapping[str, Arguments],
    user: User,
) -> dict[str, dict[str, Arguments]]:
    objects: dict[str, dict[str, Arguments]] = {
        "fee": {place: {"pk": fee_of(group, places[place]["pk"], user).pk} for place, group in groups.items()}
    }
    kinds = ("share", "shared cost", "settlement", "invoice file", "payer", "paying thing")
    objects |= {kind: {} for kind in kinds}
    for place, school in schools.items():
        for kind, row in things_shared(school, user).items():
            objects[kind][place] = {"pk": row.pk}
        objects["payer"][place] = {"school": school.pk, "payer": school.municipality_id}
    return objects


def fee_of(group: Group, place: object, user: User) -> Fee:
    return Fee.objects.create(
        school=group.school,
        enrolment_id=place,
        starts_on=SINCE,
        ends_on=_ENDS,
        ordinary=100_000,
        factor=1,
        amount=100_000,
        currency=group.school.country.currency,
        made_by=user,
    )


def things_shared(school: CultureSchool, user: User, number: int = 1) -> dict[str, object]:
    """A thing that the school shares with its municipality, settled and in a file for invoicing."""
    thing, currency = around.thing(school, f"Delt {number}"), school.country.currency
    share = CostShare.objects.create(
        school=school, title=f"Delt {number}", equipment=thing, starts_on=SINCE, currency=currency
    )
    SharePayer.objects.create(
        cost_share=share, kind="municipality", municipality=school.municipality, basis="percent", share="0.5"
    )
    SharePayer.objects.create(cost_share=share, kind="school", basis="percent", share="0.5", takes_rest=True)
    cost = SharedCost.objects.create(cost_share=share, on=SINCE, text="Køb", amount=500, noted_by=user)
    month = datetime.timedelta(days=31 * (number - 1))
    settlement = Settlement.objects.create(
        school=school,
        number=number,
        municipality=school.municipality,
        starts_on=SINCE + month,
        ends_on=SINCE + month,
        total=250,
        currency=currency,
        closed_by=user,
    )
    SettlementLine.objects.create(
        settlement=settlement, cost_share=share, cost=cost, on=SINCE, what="Køb", whole=500, amount=250
    )
    file = InvoiceFile.objects.create(
        school=school, number=number, through=_ENDS, currency=currency, made_by=user
    )
    InvoiceLine.objects.create(invoice_file=file, settlement=settlement, amount=250)
    return {
        "share": share,
        "shared cost": cost,
        "settlement": settlement,
        "invoice file": file,
        "paying thing": thing,
    }

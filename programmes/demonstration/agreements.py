"""Agreements: of Karrieresenteret Ytre Helgeland and Dønna, and of a venue in Kongsberg.

That there is one with Dønna stands in the source; what each side offers does not, and is made up.
"""

import datetime
from dataclasses import dataclass

from partners.models import (
    Agreement,
    AgreementKind,
    AgreementParty,
    Commitment,
    CommitmentUnit,
    Delivery,
    PartnerAgency,
)
from portal.accounts.models import User
from portal.demonstration import accounts
from portal.geography.models import Municipality
from programmes.demonstration.common import WHY, schools
from programmes.models import CommitmentUse, Group

_HOUR, _KRONER = 60, 100


@dataclass(frozen=True)
class _Promise:
    """`given` was noted by hand."""

    giver: str
    service: str
    unit: CommitmentUnit
    quantity: int
    payer: str = ""
    given: int = 0


WITH_DOENNA = (
    _Promise(
        "centre",
        "Karriereveiledning til voksne nybegynnere",
        CommitmentUnit.STAFF_HOURS,
        40 * _HOUR,
        "doenna",
        26 * _HOUR,
    ),
    _Promise(
        "doenna", "Øvingsrom på samfunnshuset", CommitmentUnit.ROOM_HOURS, 20 * _HOUR, "doenna", 12 * _HOUR
    ),
    _Promise("school", "Plasser i voksenkoret", CommitmentUnit.PLACES, 6, "doenna", 6),
)


def load(today: datetime.date) -> None:
    _with_doenna(today)
    _with_venue(today)


def _with_doenna(today: datetime.date) -> None:
    """It ends in less than three months, so it asks to be renewed."""
    school = schools()["Alstahaug"]
    coordinator = User.objects.get(email=accounts.ALSTAHAUG_COORDINATOR)
    last = today + datetime.timedelta(days=60)
    agreement = Agreement.objects.create(
        school=school,
        kind=AgreementKind.COOPERATION,
        title="Musikk, arbeid og språk på Ytre Helgeland (demo)",
        aims="Voksne som er nye i Norge, finner veien til musikk, arbeid og språk der de bor.",
        starts_on=last - datetime.timedelta(days=364),
        ends_on=last,
        signed_on=last - datetime.timedelta(days=370),
        responsible=coordinator,
    )
    centre = PartnerAgency.objects.everything(why=WHY).get(name="Karrieresenteret Ytre Helgeland")
    doenna = Municipality.objects.everything(why=WHY).get(name="Dønna")
    parties = {
        "centre": AgreementParty.objects.create(agreement=agreement, position=1, agency=centre),
        "doenna": AgreementParty.objects.create(agreement=agreement, position=2, municipality=doenna),
        "school": AgreementParty.objects.create(agreement=agreement, position=3, school=school),
    }
    for place, promise in enumerate(WITH_DOENNA):
        row = _promise(agreement, parties, promise, place)
        Delivery.objects.create(
            commitment=row,
            on=today - datetime.timedelta(days=10),
            quantity=promise.given,
            note="(demo)",
            noted_by=coordinator,
        )


def _promise(
    agreement: Agreement, parties: dict[str, AgreementParty], promise: _Promise, place: int
) -> Commitment:
    return Commitment.objects.create(
        agreement=agreement,
        position=place,
        giver=parties[promise.giver],
        service=promise.service,
        unit=promise.unit,
        quantity=promise.quantity,
        payer=parties.get(promise.payer),
    )


def _with_venue(today: datetime.date) -> None:
    """The rooms follow from the sessions that the groups of the in-depth programme have held."""
    school = schools()["Kongsberg"]
    group = (
        Group.objects.everything(why=WHY)
        .filter(school=school, run__starts_on__lte=today, run__ends_on__gte=today)
        .select_related("run")
        .order_by("pk")
        .first()
    )
    if group is None:
        return
    agreement = Agreement.objects.create(
        school=school,
        kind=AgreementKind.PARTNERSHIP,
        title="Øving på Energimølla (demo)",
        aims="Unge som øver alene, får en scene og et øvingsrom blant andre unge.",
        starts_on=group.run.starts_on,
        ends_on=group.run.ends_on,
        signed_on=min(group.run.starts_on, today),
        remind_days=30,
        responsible=User.objects.get(email=accounts.KONGSBERG_COORDINATOR),
    )
    venue = PartnerAgency.objects.everything(why=WHY).get(name="Energimølla")
    parties = {
        "school": AgreementParty.objects.create(agreement=agreement, position=1, school=school),
        "venue": AgreementParty.objects.create(agreement=agreement, position=2, agency=venue),
    }
    rooms = _Promise("venue", "Øvingsrom på ettermiddagen", CommitmentUnit.ROOM_HOURS, 8 * _HOUR)
    concerts = _Promise("school", "Konserter på scenen", CommitmentUnit.TIMES, 2)
    row = _promise(agreement, parties, rooms, 0)
    _promise(agreement, parties, concerts, 1)
    CommitmentUse.objects.create(school=school, commitment=row, run=group.run)

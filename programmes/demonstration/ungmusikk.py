"""UngMusikk: 36 municipalities in 6 sub-regions. Which 36, and which in which, the source does not say."""

import datetime

from portal.accounts.models import CultureSchool, User
from portal.demonstration import accounts
from portal.demonstration.collaborations import coordinator_address
from portal.geography.models import Municipality, MunicipalityPeriod
from programmes.demonstration.common import WHY, schools, take_part
from programmes.models import Programme, ProgrammeMembership, SubRegion, SubRegionSchool

MUNICIPALITIES, SUB_REGIONS = 36, 6
REGION, HOST, LEFT_OUT = "Viken", "Ås", "Kongsberg"
"""Whose the year's run is, and a school of the demonstration that has enough of its own."""


def share(programme: Programme, since: datetime.date) -> None:
    members = _schools(since)
    take_part(programme, members, since)
    size = MUNICIPALITIES // SUB_REGIONS
    regions = SubRegion.objects.bulk_create(
        SubRegion(programme=programme, name=f"Delregion {number} (demo)")
        for number in range(1, SUB_REGIONS + 1)
    )
    SubRegionSchool.objects.bulk_create(
        SubRegionSchool(sub_region=regions[place // size], school=school, valid_from=since)
        for place, school in enumerate(members)
    )
    own = next(place for place, school in enumerate(members) if school.municipality.name == HOST)
    _role(programme, accounts.SUB_REGION_COORDINATOR, regions[own // size])
    _role(programme, coordinator_address(HOST))


def _schools(day: datetime.date) -> list[CultureSchool]:
    """Those that there are, and new ones without anybody who works there; by the code of the municipality."""
    there = schools()
    members = _municipalities(day)
    new = CultureSchool.objects.bulk_create(
        CultureSchool(name=f"{row.name.partition(' (')[0]} kulturskole", municipality=row)
        for row in members
        if row.name not in there
    )
    serves = CultureSchool.serves.through
    serves.objects.bulk_create(
        serves(cultureschool=school, municipality=school.municipality) for school in new
    )
    found = there | {school.municipality.name: school for school in new}
    return [found[row.name] for row in members]


def _municipalities(day: datetime.date) -> list[Municipality]:
    periods = MunicipalityPeriod.objects.everything(why=WHY).valid_on(day)
    inside = periods.filter(region__name=REGION).exclude(municipality__name=LEFT_OUT)
    listed = inside.select_related("municipality").order_by("municipality__code_in_2024")
    return [period.municipality for period in listed[:MUNICIPALITIES]]


def _role(programme: Programme, email: str, sub_region: SubRegion | None = None) -> None:
    user = User.objects.get(email=email)
    ProgrammeMembership.objects.create(user=user, programme=programme, sub_region=sub_region)

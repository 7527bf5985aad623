"""Partner agencies with their people, a funder and its grant, for the demonstration."""

import datetime
from decimal import Decimal

from partners.models import AgencyKind, AgencyMembership, Contact, Funder, FunderKind, Grant, PartnerAgency
from portal.accounts.models import CultureSchool, User
from portal.demonstration import accounts
from portal.demonstration.collaborations import collaborations
from portal.demonstration.names import Names
from portal.demonstration.sources import in_language, rows
from portal.geography.models import Country, Municipality

WHY = "the demonstration is loaded into an empty portal"
KINDS = {
    "labour and welfare office": AgencyKind.LABOUR_WELFARE,
    "integration service": AgencyKind.INTEGRATION,
    "upper secondary school": AgencyKind.UPPER_SECONDARY,
    "development company": AgencyKind.COMPANY,
}
"""The files' words for a kind, where they are not the kind's own value."""
CONTACTS = {accounts.PARTNER_CONTACT: "Østervangsskolen", accounts.KONGSBERG_CONTACT: "NAV Kongsberg"}
"""Partners' people who sign in."""
SINCE = datetime.date(2022, 1, 1)


def load(today: datetime.date) -> None:
    _agencies()
    _contacts()
    for email, name in CONTACTS.items():
        agency = PartnerAgency.objects.everything(why=WHY).get(name=name)
        AgencyMembership.objects.create(user=User.objects.get(email=email), agency=agency)
    _grant()


def _agencies() -> None:
    municipalities = {(row.country, row.name): row for row in Municipality.objects.everything(why=WHY)}
    named = [
        PartnerAgency(
            municipality=municipalities[Country.NORWAY, row["municipality"]],
            name=row["name"],
            kind=KINDS.get(row["kind"]) or AgencyKind(row["kind"].replace(" ", "_")),
            brings=in_language(row["role_in_inclusion_work"], "nb"),
        )
        for row in rows("partners")
    ]
    schools = [
        PartnerAgency(
            municipality=municipalities[Country.DENMARK, row.municipality],
            name=row.partner_school,
            kind=AgencyKind.SPECIAL_SCHOOL,
        )
        for row in collaborations()
    ]
    PartnerAgency.objects.bulk_create(named + schools)


def _contacts() -> None:
    """The partner schools' staff in the groups; they are no users."""
    names = Names(country=Country.DENMARK, seed=2)
    agencies = {row.name: row for row in PartnerAgency.objects.everything(why=WHY)}
    Contact.objects.bulk_create(
        Contact(agency=agencies[row.partner_school], name=f"{names.adult()} (demo)", valid_from=SINCE)
        for row in collaborations()
        for _ in range(row.partner_staff)
    )


def _grant() -> None:
    row = rows("funding")[0]
    year = int(row["year"])
    funder = Funder.objects.create(
        name=row["funder"], kind=FunderKind(row["funder_kind"]), country=Country.DENMARK
    )
    Grant.objects.create(
        school=CultureSchool.objects.everything(why=WHY).get(name=collaborations()[0].culture_school),
        funder=funder,
        purpose=f"{row['programme']}: {in_language(row['purpose'], 'da')}",
        amount=int(row["amount"]) * 100,
        currency=row["currency"],
        starts_on=datetime.date(year, 1, 1),
        ends_on=datetime.date(year, 12, 31),
        ceiling_share=Decimal(row["share_of_budget"]),
    )

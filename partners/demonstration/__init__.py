"""Partner agencies with their people, a funder and its grant, for the demonstration."""

import datetime

from partners.demonstration import grants
from partners.models import AgencyKind, AgencyMembership, Contact, PartnerAgency
from portal.accounts.models import User
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
    grants.load()


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

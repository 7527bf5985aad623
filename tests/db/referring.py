"""A season in which Roskilde's group takes children whom a partner refers."""

from partners.models import AgencyMembership, PartnerAgency
from portal.accounts.models import User
from programmes.models import Group, Season
from tests.db.people import WHY, Samklang, person
from tests.db.seasons import day


def opens(group: Group, **fields) -> Season:
    """Families may apply to the group today, and partners refer to it."""
    Group.objects.everything(why=WHY).filter(pk=group.pk).update(in_catalogue=True)
    fields = {"opens_on": day(-5), "closes_on": day(20), **fields}
    return Season.objects.create(school=group.school, run=group.run, **fields)


def contact_of(agency: PartnerAgency, name: str = "Pernille Partner") -> User:
    user = person(name)
    AgencyMembership.objects.create(user=user, agency=agency)
    return user


def partner(samklang: Samklang) -> User:
    """Of the agency in Roskilde."""
    return contact_of(samklang.group.partner_school)

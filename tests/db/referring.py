"""Partners who refer children to Roskilde."""

from participants.models import Referral
from partners.models import AgencyMembership, PartnerAgency
from portal.accounts.models import User
from programmes.models import Group, Season
from tests.db.catalogues import listed, season_of
from tests.db.people import WHY, Samklang, applies, child, person


def opens(group: Group) -> Season:
    """Families may apply to the group today, and partners refer to it."""
    return season_of(listed(group))


def contact_of(agency: PartnerAgency, name: str = "Pernille Partner") -> User:
    user = person(name)
    AgencyMembership.objects.create(user=user, agency=agency)
    return user


def partner(samklang: Samklang) -> User:
    """Of the agency in Roskilde."""
    return contact_of(samklang.group.partner_school)


def is_partner(samklang: Samklang, user: User) -> dict[str, object]:
    """`user` stands for the agency in Roskilde from now on."""
    memberships = AgencyMembership.objects.everything(why=WHY)
    memberships.get_or_create(user=user, agency=samklang.group.partner_school)
    return {}


def referred(samklang: Samklang, reference: str, by: User) -> Referral:
    wish = applies(samklang.group, child(samklang.roskilde, reference))
    return Referral.objects.create(
        school=samklang.roskilde,
        agency=samklang.group.partner_school,
        application=wish.application,
        referred_by=by,
        reference=reference,
    )

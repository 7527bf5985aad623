"""Who may refer a child, and to which groups."""

from django.core.exceptions import PermissionDenied
from django.utils import timezone

from partners.models import PartnerAgency
from portal.scope.person import Person
from portal.scope.rights import rights_of
from portal.scope.roles import PARTNER_CONTACT
from programmes.models import Group, RunPartner, Season


def may_refer_to(user: Person, group: Group) -> bool:
    """A partner contact, to a school near her agency or one it works with: `open_to_referrals`."""
    takes_referrals = group.in_catalogue or group.run.programme.by_referral_only
    return takes_referrals and _is_open(group) and any(_works_with(one, group) for one in agencies_of(user))


def agencies_of(user: Person) -> list[PartnerAgency]:
    """Those that one stands for, by name."""
    own = PartnerAgency.objects.everything(why="the user's own")
    return list(own.filter(id__in=rights_of(user).of(PARTNER_CONTACT)))


def check_may_refer(user: Person, agency_id: int, group: Group) -> None:
    """Raises PermissionDenied for another agency than one's own, and where `may_refer_to` says no."""
    if agency_id not in rights_of(user).of(PARTNER_CONTACT) or not may_refer_to(user, group):
        raise PermissionDenied


def _is_open(group: Group) -> bool:
    seasons = Season.objects.everything(why="of one group").filter(run=group.run_id, school=group.school_id)
    today = timezone.localdate()
    return not group.run.is_closed and any(season.is_open(today) for season in seasons)


def _works_with(agency: PartnerAgency, group: Group) -> bool:
    school = group.school
    near = {school.municipality_id, *school.serves.values_list("pk", flat=True)}
    parts = RunPartner.objects.everything(why="of one agency").filter(agency=agency, school=school)
    return agency.municipality_id in near or parts.exists()

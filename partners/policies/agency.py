"""Who changes what is known of an agency. The predicate agrees with a queryset of the same rows (tested)."""

from django.core.exceptions import PermissionDenied

from partners.models import PartnerAgency, SchoolPartner
from portal.accounts.models import CultureSchool
from portal.scope.person import Person
from portal.scope.rights import rights_of
from portal.scope.roles import Role

_WHY = "where there is a school at all; names of schools are public"


def may_change_agency(user: Person, agency: PartnerAgency) -> bool:
    """The coordinators of its municipality; where no school is, of those who work with it."""
    own = rights_of(user).of(Role.COORDINATOR)
    there = CultureSchool.objects.everything(why=_WHY).filter(municipality=agency.municipality_id)
    if there.exists():
        return there.filter(pk__in=own).exists()
    return SchoolPartner.objects.visible_to(user).filter(agency=agency).exists()


def check_may_change_agency(user: Person, agency: PartnerAgency) -> None:
    """Raises PermissionDenied where `may_change_agency` says no."""
    if not may_change_agency(user, agency):
        raise PermissionDenied

"""An agency that a school works with: making it, changing it, and finding those that may be the same."""

import datetime
from collections.abc import Sequence
from dataclasses import asdict, dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from partners.models import PartnerAgency, SchoolPartner
from partners.policies.agency import check_may_change_agency
from partners.rules.organisation_numbers import nearly_the_same
from portal.accounts.models import CultureSchool
from portal.audit.actor import Actor
from portal.audit.log import record
from portal.audit.saving import noted, put, stands, unique_name
from portal.audit.versions import check_version, version_of_fields
from portal.geography.models import Municipality

_NAMES = "names and numbers of organisations are public"
FIELDS = ("municipality_id", "name", "kind", "organisation_number", "brings", "brings_to", "ended_on")


@dataclass(frozen=True)
class AgencyFacts:
    """`organisation_number` in digits alone, as its control digits have been checked."""

    municipality_id: int
    name: str
    kind: str
    organisation_number: str = ""
    brings: str = ""
    brings_to: str = ""
    ended_on: datetime.date | None = None


class LooksTheSame(Exception):
    """Nothing was made: `twins` may be the same agency, and whoever makes it decides."""

    def __init__(self, twins: Sequence[PartnerAgency]) -> None:
        super().__init__(_("This may be there already. Look at those below before you make another."))
        self.twins = twins


def version_of_agency(agency: PartnerAgency) -> str:
    return version_of_fields(agency, FIELDS)


def twins_of(facts: AgencyFacts, *, country: str) -> list[PartnerAgency]:
    """The same number anywhere in the country, the same or nearly the same name in the municipality."""
    rows = PartnerAgency.objects.everything(why=_NAMES).select_related("municipality")
    number = facts.organisation_number
    same = list(rows.filter(municipality__country=country, organisation_number=number)) if number else []
    near = rows.filter(municipality=facts.municipality_id).order_by("name", "pk")
    alike = [one for one in near if one not in same and nearly_the_same(one.name, facts.name)]
    return same + alike


@transaction.atomic
def make_agency(
    *, actor: Actor, school_id: int, facts: AgencyFacts, is_another: bool = False
) -> PartnerAgency:
    """`is_another`: she has looked at those that look the same.

    Raises DoesNotExist for a school that the actor does not coordinate or a municipality of another country,
    LooksTheSame, and NameTaken for the same name or number in the municipality.
    """
    school = _school(actor, school_id)
    municipality = _municipality(school, facts)
    twins = twins_of(facts, country=municipality.country)
    if twins and not is_another:
        raise LooksTheSame(twins)
    agency = PartnerAgency(**asdict(facts))
    with unique_name(_taken()):
        agency.save()
    _work_with(school, agency)
    record(actor, "make agency", agency, school=school, **noted(asdict(facts)))
    return agency


@transaction.atomic
def take_up(*, actor: Actor, school_id: int, agency_id: int, name: str, number: str) -> PartnerAgency:
    """The school works with an agency of another municipality, and has told its name or its number.

    Raises DoesNotExist.
    """
    school = _school(actor, school_id)
    rows = PartnerAgency.objects.everything(why=_NAMES).filter(municipality__country=school.country)
    agency = rows.get(pk=agency_id)
    if not nearly_the_same(name, agency.name) and (not number or agency.organisation_number != number):
        raise PartnerAgency.DoesNotExist
    if _work_with(school, agency):
        record(actor, "take up agency", agency, school=school)
    return agency


@transaction.atomic
def change_agency(*, actor: Actor, agency_id: int, facts: AgencyFacts, based_on: str) -> PartnerAgency:
    """Raises DoesNotExist, PermissionDenied, ChangedMeanwhile and NameTaken."""
    seen = PartnerAgency.objects.visible_to(actor.person).seen_by_coordinator(actor.person).values("pk")
    rows = PartnerAgency.objects.everything(why="seen by the actor").filter(pk__in=seen)
    agency = rows.select_for_update(of=("self",), no_key=True).get(pk=agency_id)
    check_may_change_agency(actor.person, agency)
    if stands(agency, asdict(facts)):
        return agency
    check_version(based_on, version_of_agency(agency))
    country = Municipality.objects.everything(why=_NAMES).get(pk=agency.municipality_id).country
    Municipality.objects.everything(why=_NAMES).get(pk=facts.municipality_id, country=country)
    put(agency, asdict(facts))
    with unique_name(_taken()):
        agency.save()
    record(actor, "change agency", agency, school=None, **noted(asdict(facts)))
    return agency


def _school(actor: Actor, school_id: int) -> CultureSchool:
    schools = CultureSchool.objects.visible_to(actor.person).coordinated_by(actor.person)
    return schools.select_related("municipality").get(pk=school_id)


def _municipality(school: CultureSchool, facts: AgencyFacts) -> Municipality:
    return Municipality.objects.everything(why=_NAMES).get(
        pk=facts.municipality_id, country=school.municipality.country
    )


def _work_with(school: CultureSchool, agency: PartnerAgency) -> bool:
    """Whether anything had to be noted: those of its own municipality a school sees anyway."""
    if agency.municipality_id == school.municipality_id:
        return False
    rows = SchoolPartner.objects.everything(why="of the school that the actor coordinates")
    return rows.get_or_create(school=school, agency=agency)[1]


def _taken() -> str:
    return _("There is one with this name or this number in the municipality already.")

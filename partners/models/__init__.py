from partners.models.agency import AgencyKind, AgencyMembership, Contact, PartnerAgency
from partners.models.clearance import Cleared
from partners.models.equipment import Equipment, EquipmentKind, Quality
from partners.models.grant import Funder, FunderKind, Grant
from partners.models.money import money_field
from partners.models.volunteer import Volunteer, VolunteerKind

__all__ = [
    "AgencyKind",
    "AgencyMembership",
    "Cleared",
    "Contact",
    "Equipment",
    "EquipmentKind",
    "Funder",
    "FunderKind",
    "Grant",
    "PartnerAgency",
    "Quality",
    "Volunteer",
    "VolunteerKind",
    "money_field",
]

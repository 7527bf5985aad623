from partners.models.agency import AgencyKind, AgencyMembership, Contact, PartnerAgency
from partners.models.grant import Funder, FunderKind, Grant
from partners.models.money import money_field

__all__ = [
    "AgencyKind",
    "AgencyMembership",
    "Contact",
    "Funder",
    "FunderKind",
    "Grant",
    "PartnerAgency",
    "money_field",
]

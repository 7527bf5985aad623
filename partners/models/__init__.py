from partners.models.agency import AgencyKind, AgencyMembership, Contact, PartnerAgency, SchoolPartner
from partners.models.agreement import (
    Agreement,
    AgreementDocument,
    AgreementKind,
    AgreementParty,
    Commitment,
    CommitmentUnit,
    Delivery,
)
from partners.models.attachment import Attachment
from partners.models.clearance import Cleared
from partners.models.equipment import Equipment, EquipmentKind, Quality
from partners.models.grant import (
    Afterwards,
    AskedPaper,
    Funder,
    FunderKind,
    Grant,
    GrantPayment,
    GrantScheme,
    GrantState,
    GrantTarget,
    PaperStage,
    ReportDue,
    ReportKind,
    TargetMeasure,
)
from partners.models.money import CostCategory, Currency, currency_field, money_field, share_field
from partners.models.papers import PaperKind
from partners.models.volunteer import Volunteer, VolunteerKind

__all__ = [
    "Afterwards",
    "AgencyKind",
    "AgencyMembership",
    "Agreement",
    "AgreementDocument",
    "AgreementKind",
    "AgreementParty",
    "AskedPaper",
    "Attachment",
    "Cleared",
    "Commitment",
    "CommitmentUnit",
    "Contact",
    "CostCategory",
    "Currency",
    "Delivery",
    "Equipment",
    "EquipmentKind",
    "Funder",
    "FunderKind",
    "Grant",
    "GrantPayment",
    "GrantScheme",
    "GrantState",
    "GrantTarget",
    "PaperKind",
    "PaperStage",
    "PartnerAgency",
    "Quality",
    "ReportDue",
    "ReportKind",
    "SchoolPartner",
    "TargetMeasure",
    "Volunteer",
    "VolunteerKind",
    "currency_field",
    "money_field",
    "share_field",
]

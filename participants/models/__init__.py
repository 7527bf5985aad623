from participants.models.application import Applicant, Application
from participants.models.attendance import Attendance, Mark, MarkChange, RollConflict, RollEntry
from participants.models.consent import Consent, ConsentBy, ConsentPurpose
from participants.models.cost_share import CostShare, PayerKind, ShareBasis, SharedCost, SharePayer
from participants.models.decision import Appeal, AppealOutcome, Letter, Offer
from participants.models.enrolment import Enrolment, EnrolmentMove, EnrolmentRole, EnrolmentState, Place
from participants.models.family import FamilyLink, Referral
from participants.models.fee import Fee, FeeChange, FeeWaiver
from participants.models.loan import Loan
from participants.models.message import Channel, Message, MessageKind
from participants.models.notice import Notice, NoticeKind
from participants.models.outcome import Moment, Observation, Quote, Scale, Source
from participants.models.participant import (
    AddressProtection,
    Guardian,
    NamedKeeper,
    Participant,
    SupportNeed,
)
from participants.models.photo import Photo, PhotoPerson
from participants.models.reapplication import Answer, Reapplication
from participants.models.school import Ground, SchoolSettings
from participants.models.settlement import InvoiceFile, InvoiceLine, Settlement, SettlementLine
from participants.models.support import BuddyMatch, Milestone, MilestoneKind
from participants.models.watch import Opening, PairState, SuspectedPair

__all__ = [
    "AddressProtection",
    "Answer",
    "Appeal",
    "AppealOutcome",
    "Applicant",
    "Application",
    "Attendance",
    "BuddyMatch",
    "Channel",
    "Consent",
    "ConsentBy",
    "ConsentPurpose",
    "CostShare",
    "Enrolment",
    "EnrolmentMove",
    "EnrolmentRole",
    "EnrolmentState",
    "FamilyLink",
    "Fee",
    "FeeChange",
    "FeeWaiver",
    "Ground",
    "Guardian",
    "InvoiceFile",
    "InvoiceLine",
    "Letter",
    "Loan",
    "Mark",
    "MarkChange",
    "Message",
    "MessageKind",
    "Milestone",
    "MilestoneKind",
    "Moment",
    "NamedKeeper",
    "Notice",
    "NoticeKind",
    "Observation",
    "Offer",
    "Opening",
    "PairState",
    "Participant",
    "PayerKind",
    "Photo",
    "PhotoPerson",
    "Place",
    "Quote",
    "Reapplication",
    "Referral",
    "RollConflict",
    "RollEntry",
    "Scale",
    "SchoolSettings",
    "Settlement",
    "SettlementLine",
    "ShareBasis",
    "SharePayer",
    "SharedCost",
    "Source",
    "SupportNeed",
    "SuspectedPair",
]

from participants.models.application import Applicant, Application
from participants.models.attendance import Attendance, Mark
from participants.models.consent import Consent, ConsentBy, ConsentPurpose
from participants.models.decision import Appeal, AppealOutcome, Letter, Offer
from participants.models.enrolment import Enrolment, EnrolmentMove, EnrolmentState, Place
from participants.models.family import FamilyLink, Referral
from participants.models.message import Channel, Message, MessageKind
from participants.models.notice import Notice, NoticeKind
from participants.models.participant import (
    AddressProtection,
    Guardian,
    NamedKeeper,
    Participant,
    SupportNeed,
)
from participants.models.reapplication import Answer, Reapplication
from participants.models.school import Ground, SchoolSettings
from participants.models.watch import Opening, PairState, SuspectedPair

__all__ = [
    "AddressProtection",
    "Answer",
    "Appeal",
    "AppealOutcome",
    "Applicant",
    "Application",
    "Attendance",
    "Channel",
    "Consent",
    "ConsentBy",
    "ConsentPurpose",
    "Enrolment",
    "EnrolmentMove",
    "EnrolmentState",
    "FamilyLink",
    "Ground",
    "Guardian",
    "Letter",
    "Mark",
    "Message",
    "MessageKind",
    "NamedKeeper",
    "Notice",
    "NoticeKind",
    "Offer",
    "Opening",
    "PairState",
    "Participant",
    "Place",
    "Reapplication",
    "Referral",
    "SchoolSettings",
    "SupportNeed",
    "SuspectedPair",
]

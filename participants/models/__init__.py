from participants.models.application import Application
from participants.models.attendance import Attendance, Mark
from participants.models.enrolment import Enrolment, EnrolmentMove, EnrolmentState, Place
from participants.models.participant import (
    AddressProtection,
    Guardian,
    NamedKeeper,
    Participant,
    SupportNeed,
)

__all__ = [
    "AddressProtection",
    "Application",
    "Attendance",
    "Enrolment",
    "EnrolmentMove",
    "EnrolmentState",
    "Guardian",
    "Mark",
    "NamedKeeper",
    "Participant",
    "Place",
    "SupportNeed",
]

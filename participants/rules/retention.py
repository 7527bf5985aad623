"""What becomes of everything that leads to a person when the retention date of the last run has come.

The source is design §4, privacy rule 5: the person leaves one key without name, date or contact, so that
counts stay the same.
"""

from enum import Enum
from typing import Final


class Fate(Enum):
    REMOVED = "the row goes"
    KEPT = "the row stays and leads to a key without a name"
    CLEARED = "the row stays, its free words go"


PEOPLE: Final = (
    "participants.Participant",
    "participants.Guardian",
    "participants.Application",
    "participants.Enrolment",
    "participants.FamilyLink",
)
"""Models whose rows are a person, or name the one person whom they are about."""

FATES: Final[dict[str, Fate]] = {
    "participants.Appeal.enrolment": Fate.CLEARED,
    "participants.Application.link": Fate.CLEARED,
    "participants.Application.participant": Fate.CLEARED,
    "participants.Attendance.participant": Fate.KEPT,
    "participants.Consent.participant": Fate.REMOVED,
    "participants.Enrolment.application": Fate.KEPT,
    "participants.Enrolment.kept_from": Fate.KEPT,
    "participants.Enrolment.participant": Fate.KEPT,
    "participants.EnrolmentMove.enrolment": Fate.CLEARED,
    "participants.Guardian.participant": Fate.REMOVED,
    "participants.Letter.enrolment": Fate.REMOVED,
    "participants.Message.link": Fate.REMOVED,
    "participants.Message.participant": Fate.REMOVED,
    "participants.NamedKeeper.participant": Fate.REMOVED,
    "participants.Offer.enrolment": Fate.KEPT,
    "participants.Opening.participant": Fate.CLEARED,
    "participants.Place.enrolment": Fate.KEPT,
    "participants.Referral.application": Fate.REMOVED,
    "participants.SupportNeed.participant": Fate.REMOVED,
    "participants.SuspectedPair.first": Fate.REMOVED,
    "participants.SuspectedPair.second": Fate.REMOVED,
}
"""Every relation that leads to a person, as app.Model.field, and its fate."""

FREE_WORDS: Final[dict[str, tuple[str, ...]]] = {
    "audit.AuditEntry": ("values",),
    "participants.Appeal": ("text", "answer"),
    "participants.Application": ("message", "what_helps"),
    "participants.EnrolmentMove": ("grounds",),
    "participants.Opening": ("reason",),
    "programmes.Session": ("note",),
}
"""Where somebody may have written about a person in free words: these fields are emptied."""

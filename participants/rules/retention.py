"""What becomes of everything that leads to a person when the retention date of the last run has come.

The source is design §4, privacy rule 5: the person leaves one key without name, date or contact, so that
counts stay the same. `participants.actions.carry_out_fates` does what stands here.
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
    "participants.EnrolmentMove",
    "participants.FamilyLink",
    "participants.Offer",
    "participants.CostShare",
)
"""Models whose rows are a person, or are about one person."""

FATES: Final[dict[str, Fate]] = {
    "participants.Appeal.enrolment": Fate.CLEARED,
    "participants.Appeal.move": Fate.CLEARED,
    "participants.Application.link": Fate.CLEARED,
    "participants.Application.participant": Fate.CLEARED,
    "participants.Attendance.participant": Fate.KEPT,
    "participants.BuddyMatch.helper": Fate.REMOVED,
    "participants.BuddyMatch.participant": Fate.REMOVED,
    "participants.Consent.participant": Fate.REMOVED,
    "participants.CostShare.enrolment": Fate.CLEARED,
    "participants.Enrolment.application": Fate.KEPT,
    "participants.Enrolment.kept_from": Fate.KEPT,
    "participants.Enrolment.participant": Fate.KEPT,
    "participants.EnrolmentMove.enrolment": Fate.CLEARED,
    "participants.Fee.enrolment": Fate.KEPT,
    "participants.FeeWaiver.enrolment": Fate.KEPT,
    "participants.Guardian.participant": Fate.REMOVED,
    "participants.Letter.enrolment": Fate.REMOVED,
    "participants.Letter.move": Fate.REMOVED,
    "participants.Loan.participant": Fate.CLEARED,
    "participants.MarkChange.participant": Fate.REMOVED,
    "participants.Message.link": Fate.REMOVED,
    "participants.Message.offer": Fate.REMOVED,
    "participants.Message.participant": Fate.REMOVED,
    "participants.Milestone.participant": Fate.REMOVED,
    "participants.NamedKeeper.participant": Fate.REMOVED,
    "participants.Observation.participant": Fate.KEPT,
    "participants.Offer.enrolment": Fate.KEPT,
    "participants.Opening.participant": Fate.CLEARED,
    "participants.Photo.people": Fate.REMOVED,
    "participants.PhotoPerson.participant": Fate.REMOVED,
    "participants.Place.enrolment": Fate.KEPT,
    "participants.Quote.participant": Fate.REMOVED,
    "participants.Reapplication.enrolment": Fate.REMOVED,
    "participants.Reapplication.link": Fate.REMOVED,
    "participants.Referral.application": Fate.REMOVED,
    "participants.RollConflict.participant": Fate.REMOVED,
    "participants.SettlementLine.cost_share": Fate.CLEARED,
    "participants.SharePayer.cost_share": Fate.CLEARED,
    "participants.SharedCost.cost_share": Fate.CLEARED,
    "participants.SupportNeed.participant": Fate.REMOVED,
    "participants.SuspectedPair.first": Fate.REMOVED,
    "participants.SuspectedPair.second": Fate.REMOVED,
}
"""Every relation that leads to a person, as app.Model.field, and its fate."""

FREE_WORDS: Final[dict[str, tuple[str, ...]]] = {
    "audit.AuditEntry": ("values",),
    "participants.Appeal": ("text", "answer"),
    "participants.Application": ("language", "home_language", "attends_school", "what_helps", "message"),
    "participants.CostShare": ("title",),
    "participants.EnrolmentMove": ("grounds",),
    "participants.Loan": ("state_when_lent", "state_when_returned"),
    "participants.Opening": ("reason",),
    "participants.Participant": ("given_name", "family_name"),
    "participants.RollConflict": ("stored", "arrived"),
    "participants.SettlementLine": ("what", "case_reference"),
    "participants.SharePayer": ("case_reference",),
    "participants.SharedCost": ("text",),
    "programmes.Session": ("note",),
}
"""Where somebody may have written about a person in free words: these fields are emptied."""

NO_NAMES: Final[dict[str, str]] = {
    "participants.EnrolmentMove.actor_kind": "says whether a user, a link or a job did it",
    "participants.Participant.age_band": "all that is left of the age",
}
"""Text in rows that stay which nobody writes freely, and what it holds instead."""

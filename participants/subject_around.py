"""What is told of the things around a person; see `participants.subject_parts`."""

from django.utils.translation import gettext_lazy as _

from participants.models import BuddyMatch, Loan, Milestone
from participants.subject_part import BY, Part

AROUND: tuple[Part, ...] = (
    Part(
        "loans",
        _("Lent"),
        Loan,
        "participant",
        {
            "equipment": _("what"),
            "lent_on": _("lent"),
            "lent_by": BY,
            "due_on": _("due back"),
            "state_when_lent": _("state when lent"),
            "reminded_at": _("reminded"),
            "returned_on": _("returned"),
            "received_by": _("received by"),
            "state_when_returned": _("state when returned"),
        },
    ),
    Part(
        "beside",
        _("People beside"),
        BuddyMatch,
        "participant",
        {"volunteer": _("name"), "kind": _("as"), "starts_on": _("from"), "ends_on": _("to")},
    ),
    Part(
        "helped_as_buddy",
        _("Beside others"),
        BuddyMatch,
        "helper",
        {"kind": _("as"), "starts_on": _("from"), "ends_on": _("to")},
    ),
    Part(
        "milestones",
        _("Milestones"),
        Milestone,
        "participant",
        {
            "kind": _("what"),
            "words": _("in a few words"),
            "on": _("day"),
            "session": _("session"),
            "noted_by": _("written down by"),
        },
    ),
)

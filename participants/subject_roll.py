"""What is told of a person's marks that were corrected or differed; see `participants.subject_parts`."""

from django.utils.translation import gettext_lazy as _

from participants.models import MarkChange, RollConflict
from participants.subject_part import AT, BY, Part

ROLL: tuple[Part, ...] = (
    Part(
        "corrected_marks",
        _("Corrected attendance"),
        MarkChange,
        "participant",
        {
            "session": _("session"),
            "before": _("was"),
            "after": _("became"),
            "changed_at": AT,
            "changed_by": BY,
        },
    ),
    Part(
        "different_marks",
        _("Attendance that two people gave differently"),
        RollConflict,
        "participant",
        {
            "session": _("session"),
            "stored": _("saved"),
            "arrived": _("arrived later"),
            "arrived_at": AT,
            "sent_by": BY,
            "settled_at": _("settled"),
            "settled_by": _("settled by"),
        },
    ),
)

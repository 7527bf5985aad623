from reports.models.deadline import (
    SEEN_TO_BY_KIND,
    DeadlineOwner,
    OwnDeadline,
    Reminder,
    ReminderDays,
    ReminderMail,
)
from reports.models.report_run import ReportRun

__all__ = [
    "SEEN_TO_BY_KIND",
    "DeadlineOwner",
    "OwnDeadline",
    "Reminder",
    "ReminderDays",
    "ReminderMail",
    "ReportRun",
]

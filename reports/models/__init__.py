from reports.models.deadline import OwnDeadline, Reminder, ReminderDays, ReminderMail
from reports.models.report_run import ReportRun

__all__ = ["OwnDeadline", "Reminder", "ReminderDays", "ReminderMail", "ReportRun"]

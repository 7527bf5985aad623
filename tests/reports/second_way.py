"""The figures once more, by loops over rows instead of aggregates in SQL."""

import datetime
from collections import Counter, defaultdict
from zoneinfo import ZoneInfo

from participants.models import Attendance
from programmes.models import Session, Staffing, WorkHours

WHY = "a second way to the same figures"
COPENHAGEN = ZoneInfo("Europe/Copenhagen")


class ByHand:
    """What the logs of one programme between two days say."""

    def __init__(self, programme: int, first: datetime.date, last: datetime.date) -> None:
        self.sessions = [
            session
            for session in Session.objects.everything(why=WHY).select_related("group__partner_school")
            if session.group.run.programme_id == programme and first <= self.day(session) <= last
        ]
        self.groups = {session.group for session in self.sessions}
        held = {session.pk for session in self.sessions if session.state == "held"}
        self.marks = [
            mark
            for mark in Attendance.objects.everything(why=WHY).select_related(
                "session__group__partner_school"
            )
            if mark.session_id in held
        ]
        self.came = [mark for mark in self.marks if mark.mark in ("present", "late")]

    def day(self, session: Session) -> datetime.date:
        return session.starts_at.astimezone(COPENHAGEN).date()

    def states(self) -> Counter:
        return Counter(session.state for session in self.sessions)

    def reasons(self) -> Counter:
        return Counter(session.cancel_reason for session in self.sessions if session.cancel_reason)

    def people(self) -> dict[str, set[int]]:
        """By partner school."""
        found = defaultdict(set)
        for mark in self.came:
            found[str(mark.session.group.partner_school)].add(mark.participant_id)
        return found

    def attendances(self) -> Counter:
        return Counter(str(mark.session.group.partner_school) for mark in self.came)

    def attendances_by_week(self) -> Counter:
        return Counter(self.day(mark.session).isocalendar().week for mark in self.came)

    def sessions_by_week(self) -> Counter:
        return Counter((self.day(session).isocalendar().week, session.state) for session in self.sessions)

    def adults(self) -> tuple[int, int]:
        """Teachers and partner staff, each person once in each collaboration."""
        teachers, staff = set(), set()
        for row in Staffing.objects.everything(why=WHY).select_related("group"):
            if row.group in self.groups:
                place = row.group.school_id, row.group.partner_school_id
                if row.user_id:
                    teachers.add((place, row.user_id))
                else:
                    staff.add((place, row.contact_id))
        return len(teachers), len(staff)

    def minutes(self) -> Counter:
        runs = {group.run_id for group in self.groups}
        found: Counter = Counter()
        for row in WorkHours.objects.everything(why=WHY):
            if row.run_id in runs:
                found[row.kind, row.employer] += row.people * row.minutes
        return found

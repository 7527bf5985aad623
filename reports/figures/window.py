"""Which rows a report counts: runs, and of what happened in them the days of the period."""

import datetime
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from participants.models import Attendance, Enrolment, Participant
from participants.querysets.enrolments import AttendanceQuerySet, EnrolmentQuerySet
from participants.querysets.people import ParticipantQuerySet
from portal.scope.querysets import OfSchoolQuerySet
from programmes.models import Group, Session, WorkHours
from programmes.querysets.groups import GroupQuerySet, SessionQuerySet

WHY = "figures of a report, protected before anybody sees them"


@dataclass(frozen=True)
class Window:
    """Runs and days, both ends included, in the local time of the programme's country."""

    runs: tuple[int, ...]
    first: datetime.date
    last: datetime.date
    zone: ZoneInfo

    @property
    def start(self) -> datetime.datetime:
        return datetime.datetime.combine(self.first, datetime.time.min, self.zone)

    @property
    def end(self) -> datetime.datetime:
        """The moment after the last day."""
        return datetime.datetime.combine(self.last + datetime.timedelta(days=1), datetime.time.min, self.zone)

    def sessions(self) -> SessionQuerySet:
        found = Session.objects.everything(why=WHY).filter(group__run__in=self.runs)
        return found.between(self.start, self.end).order_by()

    def groups(self) -> GroupQuerySet:
        """Groups that met or were to meet in the period."""
        meeting = self.sessions().values("group")
        return Group.objects.everything(why=WHY).filter(id__in=meeting).order_by()

    def marks(self) -> AttendanceQuerySet:
        """Whatever stands of participants in a roll of a held session; helpers are counted nowhere."""
        return self._rolls().of_participants()

    def _rolls(self) -> AttendanceQuerySet:
        found = Attendance.objects.everything(why=WHY).filter(
            session__state="held", session__group__run__in=self.runs
        )
        return found.filter(session__starts_at__gte=self.start, session__starts_at__lt=self.end).order_by()

    def attended(self) -> AttendanceQuerySet:
        return self._rolls().attended()

    def people(self) -> ParticipantQuerySet:
        return Participant.objects.everything(why=WHY).order_by()

    def places(self) -> EnrolmentQuerySet:
        """Enrolments in force on at least one day of the period; a helper has no place."""
        return self._enrolments().as_participants()

    def helping(self) -> EnrolmentQuerySet:
        return self._enrolments().as_helpers()

    def _enrolments(self) -> EnrolmentQuerySet:
        found = Enrolment.objects.everything(why=WHY).filter(group__run__in=self.runs)
        return found.enrolled_between(self.first, self.last).order_by()

    def work(self) -> OfSchoolQuerySet:
        found = WorkHours.objects.everything(why=WHY).filter(run__in=self.runs)
        return found.filter(on__gte=self.first, on__lte=self.last).order_by()

"""The groups of one of Kulturmetropolen's runs, with their staff, sessions and hours."""

import datetime
from itertools import islice

from partners.models import Contact, PartnerAgency
from portal.accounts.models import CultureSchool, User
from portal.demonstration.collaborations import (
    Collaboration,
    collaborations,
    coordinator_address,
    share_out,
)
from portal.demonstration.days import last_on_weekday, weekly
from portal.geography.models import Country
from programmes.demonstration.common import WEEKS_BACK, WHY, schools, users
from programmes.demonstration.hours import other_hours, session_hours
from programmes.demonstration.timetable import REASONS, Slot, cancellations, sessions_of
from programmes.models import Format, Group, ProgrammeRun, RunPartner, Session, Staffing, WorkHours
from programmes.models.session import CancelReason

START_TIMES = ((9, 0), (10, 15), (11, 30), (12, 30), (8, 15))
WALK = "Østervangsskolen"
"""The partner school of the group that a teacher and a coordinator are shown around with."""
YESTERDAYS = "Fjordskolen Hedevang 1"
"""Another group of the same teacher, which met the day before the demonstration is loaded."""


class Season:
    def __init__(self, run: ProgrammeRun, today: datetime.date) -> None:
        self.run, self.today = run, today
        self.users, self.schools = users(), schools()
        self.formats = list(Format.objects.everything(why=WHY).filter(programme=run.programme))
        self.agencies = {row.name: row for row in PartnerAgency.objects.everything(why=WHY)}
        self.staffing: list[Staffing] = []
        self.sessions: list[Session] = []
        self.hours: list[WorkHours] = []
        self.groups = 0

    def fill(self) -> None:
        for row in collaborations():
            self._collaboration(row)
        Staffing.objects.bulk_create(self.staffing)
        Session.objects.bulk_create(self.sessions, batch_size=500)
        self.hours += self._other_hours()
        WorkHours.objects.bulk_create(self.hours, batch_size=500)

    def _collaboration(self, row: Collaboration) -> None:
        agency, school = self.agencies[row.partner_school], self.schools[row.municipality]
        RunPartner.objects.create(run=self.run, school=school, agency=agency)
        contacts = list(Contact.objects.everything(why=WHY).filter(agency=agency).order_by("pk"))
        groups = len(row.sizes)
        teachers = share_out([self.users[email] for email in row.teachers], over=groups)
        partner_staff = share_out(contacts, over=groups)
        for index in range(groups):
            group = self._group(row, school, agency, index)
            self._staff(group, teachers[index], partner_staff[index])
            self._meet(group, teachers[index], len(partner_staff[index]))
            self.groups += 1

    def _group(self, row: Collaboration, school: CultureSchool, agency: PartnerAgency, index: int) -> Group:
        name, size = row.group_name(index), row.sizes[index]
        one_place_free = name == WALK and not self.run.is_closed
        return Group.objects.create(
            run=self.run,
            school=school,
            name=name,
            format=self._format(row),
            partner_school=agency,
            capacity=size + 1 if one_place_free else size,
            venue=f"Lokale {self.groups + 11}",
            grade_from=row.grades[0],
            grade_to=row.grades[1],
            grade_country=Country.DENMARK,
            has_solo=row.solo,
        )

    def _format(self, row: Collaboration) -> Format | None:
        """The format whose sizes and grades fit, and that has solo lessons where the collaboration has."""
        for one in self.formats:
            sizes_fit = all(_within(size, one.size_from, one.size_to) for size in row.sizes)
            grades_meet = _within(row.grades[1], one.grade_from, None) and _within(
                row.grades[0], None, one.grade_to
            )
            if sizes_fit and grades_meet and ("solo" in one.activities) == row.solo:
                return one
        return None

    def _staff(self, group: Group, teachers: list[User], contacts: list[Contact]) -> None:
        self.staffing += [Staffing(school=group.school, group=group, user=user) for user in teachers]
        self.staffing += [Staffing(school=group.school, group=group, contact=one) for one in contacts]

    def _meet(self, group: Group, teachers: list[User], partner_staff: int) -> None:
        days = self._days_today(group) if not self.run.is_closed else self._days_then()
        sessions = sessions_of(
            group,
            days,
            self._slot(group),
            teacher=teachers[0],
            today=self.today,
            cancelled=self._cancelled(group, len(days)),
            not_logged=self._not_logged(group, days),
        )
        self.sessions += sessions
        self.hours += session_hours(sessions, teachers=teachers, partner_staff=partner_staff, run=self.run)

    def _slot(self, group: Group) -> Slot:
        hour, minute = (13, 15) if group.name == WALK else START_TIMES[self.groups % len(START_TIMES)]
        alone = 30 if group.capacity == 1 else 45
        return Slot(hour, minute, group.format.session_minutes if group.format else alone)

    def _days_then(self) -> list[datetime.date]:
        """Ten to twelve days of the closed run, on the group's weekday."""
        later = self.groups % 5 + 7 * (self.groups % 2)
        first = self.run.starts_on + datetime.timedelta(days=later)
        return list(islice(weekly(first, self.run.ends_on), 10 + self.groups % 3))

    def _days_today(self, group: Group) -> list[datetime.date]:
        """Days around that of loading, which is one of them for the group of the walk."""
        yesterday = self.today - datetime.timedelta(days=1)
        weekdays = {WALK: self.today.weekday(), YESTERDAYS: yesterday.weekday()}
        weekday = weekdays.get(group.name, self.groups % 5)
        latest = last_on_weekday(weekday, self.today)
        first = latest - datetime.timedelta(weeks=WEEKS_BACK)
        return list(weekly(first, self.run.ends_on, keep=self.today))

    def _cancelled(self, group: Group, sessions: int) -> dict[int, CancelReason]:
        if self.run.is_closed:
            return cancellations(self.groups, sessions)
        if group.name == WALK or self.groups % 3 == 0:
            return {2: REASONS[self.groups % len(REASONS)]}
        return {}

    def _not_logged(self, group: Group, days: list[datetime.date]) -> set[datetime.date]:
        """The latest session of each of Roskilde's groups is still to be logged."""
        if self.run.is_closed or group.school.municipality.name != "Roskilde":
            return set()
        return {max(day for day in days if day < self.today)}

    def _other_hours(self) -> list[WorkHours]:
        teachers: dict[CultureSchool, set[User]] = {}
        for row in collaborations():
            people = teachers.setdefault(self.schools[row.municipality], set())
            people.update(self.users[email] for email in row.teachers)
        coordinators = {
            school: self.users[coordinator_address(school.municipality.name)] for school in teachers
        }
        return other_hours(self.run, coordinators=coordinators, teachers=teachers, today=self.today)


def _within(value: int, low: int | None, high: int | None) -> bool:
    return (low is None or low <= value) and (high is None or value <= high)

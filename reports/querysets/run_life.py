"""What happened in a run, exact, for the coordinators of the schools that take part in it.

A run's host sees all its lines, another school its own. Counts of people are each school's own.
"""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeVar

from django.db.models import (
    Count,
    DurationField,
    Exists,
    ExpressionWrapper,
    F,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Sum,
)
from django.db.models.functions import Coalesce, TruncWeek

from participants.models import Attendance, Enrolment
from participants.querysets.enrolments import AttendanceQuerySet, EnrolmentQuerySet
from participants.querysets.gaps import with_standing
from portal.accounts.models import CultureSchool
from portal.scope.querysets import OfSchoolQuerySet
from programmes.models import (
    ActualLine,
    BudgetLine,
    Group,
    HeadCount,
    RunPartner,
    Session,
    Staffing,
    WorkHours,
)
from programmes.planning import days_off_of
from programmes.querysets.groups import GroupQuerySet, OfGroupQuerySet, SessionQuerySet
from programmes.querysets.work import HeadCountQuerySet, WorkHoursQuerySet
from reports.rules.run_life import Count as Sessions
from reports.rules.run_life import Flow, Planned, Presence

WHY = "the page of a run, judged by the schools that take part in it"
Rows = TypeVar("Rows", bound=QuerySet)


@dataclass(frozen=True)
class Lines:
    """Which rows of a run somebody sees: those of the schools `own`, and of a host all but people."""

    run: int
    own: frozenset[int]
    is_host: bool

    def _seen(self, rows: Rows) -> Rows:
        return (rows if self.is_host else rows.filter(school__in=self.own)).order_by()

    def sessions(self) -> SessionQuerySet:
        return self._seen(Session.objects.everything(why=WHY).filter(group__run=self.run))

    def groups(self) -> GroupQuerySet:
        return self._seen(Group.objects.everything(why=WHY).filter(run=self.run))

    def staffing(self) -> OfGroupQuerySet:
        return self._seen(Staffing.objects.everything(why=WHY).filter(group__run=self.run))

    def work(self) -> WorkHoursQuerySet:
        return self._seen(WorkHours.objects.everything(why=WHY).filter(run=self.run))

    def head_counts(self) -> HeadCountQuerySet:
        return self._seen(HeadCount.objects.everything(why=WHY).filter(run=self.run))

    def partners(self) -> QuerySet:
        return self._seen(RunPartner.objects.everything(why=WHY).filter(run=self.run))

    def budget(self) -> OfSchoolQuerySet:
        return self._seen(BudgetLine.objects.everything(why=WHY).filter(run=self.run))

    def costs(self) -> OfSchoolQuerySet:
        return self._seen(ActualLine.objects.everything(why=WHY).filter(run=self.run))

    def enrolments(self) -> EnrolmentQuerySet:
        rows = Enrolment.objects.everything(why=WHY).filter(group__run=self.run)
        return rows.filter(school__in=self.own).order_by()

    def marks(self) -> AttendanceQuerySet:
        rows = Attendance.objects.everything(why=WHY).filter(session__group__run=self.run)
        return rows.filter(school__in=self.own, session__state="held").order_by()


def sessions_by_week(lines: Lines, now: datetime.datetime) -> list[Sessions]:
    """Why a session of another school was cancelled is that school's."""
    rows = (
        with_standing(lines.sessions(), now)
        .annotate(week=TruncWeek("starts_at"))
        .values("week", "standing", "school", "cancel_reason")
        .annotate(number=Count("pk"))
    )
    return [
        Sessions(
            row["week"].date(),
            row["standing"],
            row["number"],
            row["cancel_reason"] if row["school"] in lines.own else "",
        )
        for row in rows
    ]


def sessions_one_by_one(lines: Lines, now: datetime.datetime) -> QuerySet:
    return with_standing(lines.sessions(), now).select_related("group").order_by("starts_at", "group__name")


def presence_by_week(lines: Lines) -> list[Presence]:
    rows = (
        lines.marks()
        .of_participants()
        .annotate(week=TruncWeek("session__starts_at"))
        .values("week")
        .annotate(marks=Count("pk"), attended=Count("pk", filter=Q(mark__in=("present", "late"))))
        .order_by("week")
    )
    return [Presence(row["week"].date(), row["attended"], row["marks"]) for row in rows]


def flow(lines: Lines) -> Flow:
    def people(**of: object) -> Count:
        return Count("participant", filter=Q(**of), distinct=True)

    counted = (
        lines.enrolments()
        .as_participants()
        .aggregate(
            applied=people(),
            enrolled=people(enrolled_on__isnull=False),
            staying=people(enrolled_on__isnull=False, state__in=("enrolled", "completed")),
            completed=people(state="completed"),
            here=people(state="enrolled"),
        )
    )
    left = counted["enrolled"] - counted.pop("staying")
    return Flow(**counted, left=left)


@dataclass(frozen=True)
class People:
    """`came` at least once; `never_came` had a place and did not; `helpers` are counted nowhere else."""

    came: int
    never_came: int
    helpers: int


def people(lines: Lines) -> People:
    attended = lines.marks().attended()
    came = attended.filter(participant=OuterRef("participant"))
    never = lines.enrolments().as_participants().filter(~Exists(came), enrolled_on__isnull=False)
    helpers = lines.enrolments().as_helpers()
    return People(*(_each_once(rows) for rows in (attended, never, helpers)))


def _each_once(rows: QuerySet) -> int:
    return rows.values("participant").distinct().count()


def planned(lines: Lines, now: datetime.datetime) -> list[Planned]:
    """By group: how long its sessions last together, and how many adults work in it."""
    length = ExpressionWrapper(F("ends_at") - F("starts_at"), output_field=DurationField())
    nothing = datetime.timedelta()
    adults = {
        row["group"]: (row["own"], row["partner"])
        for row in lines.staffing().values("group").annotate(own=Count("user"), partner=Count("contact"))
    }
    rows = (
        lines.sessions()
        .exclude(state="cancelled")
        .values("group")
        .annotate(whole=Sum(length), over=Coalesce(Sum(length, filter=Q(ends_at__lte=now)), nothing))
    )
    return [
        Planned(_minutes(row["whole"]), _minutes(row["over"]), *adults.get(row["group"], (0, 0)))
        for row in rows
    ]


def _minutes(length: datetime.timedelta) -> int:
    return int(length.total_seconds() // 60)


def logged(lines: Lines) -> Mapping[tuple[str, str], int]:
    """Person-minutes by kind of work and employer."""
    rows = lines.work().summed("kind", "employer")
    return {(row["kind"], row["employer"]): row["minutes"] for row in rows}


def visitors(lines: Lines) -> Mapping[str, tuple[int, int]]:
    """Heads and days by kind: never counts of participants."""
    rows = lines.head_counts().values("kind").annotate(heads=Sum("people"), days=Count("on", distinct=True))
    return {row["kind"]: (row["heads"], row["days"]) for row in rows}


def partner_names(lines: Lines) -> list[str]:
    rows = lines.partners().order_by("pk").values_list("agency__name", "as_written")
    return list(dict.fromkeys(agency or as_written for agency, as_written in rows))


def groups_with_counts(lines: Lines) -> QuerySet:
    """Annotates how many sessions are `held` and `not_cancelled`, and of the own how many are `enrolled`."""

    def number(rows: QuerySet) -> Coalesce:
        one = rows.filter(group=OuterRef("pk")).order_by().values("group")
        return Coalesce(Subquery(one.annotate(number=Count("pk")).values("number")), 0)

    enrolled = lines.enrolments().as_participants().filter(state="enrolled")
    return (
        lines.groups()
        .annotate(
            held=number(lines.sessions().filter(state="held")),
            not_cancelled=number(lines.sessions().exclude(state="cancelled")),
            enrolled=number(enrolled),
        )
        .select_related("school__municipality", "format", "partner_school")
        .order_by("school__name", "name", "pk")
    )


def holidays(lines: Lines, first: datetime.date, last: datetime.date) -> list[tuple[datetime.date, str]]:
    """Days off in the municipalities of the groups' schools, with their names, by day."""
    schools = CultureSchool.objects.everything(why=WHY).filter(pk__in=lines.groups().values("school"))
    off = days_off_of(schools.select_related("municipality"), first, last)
    return sorted({(day, name) for days in off.values() for day, names in days.items() for name in names})

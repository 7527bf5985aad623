"""How far the focus areas are: exact, from what was logged in the programmes that serve them."""

import datetime
from collections.abc import Mapping

from django.db.models import Count, F, QuerySet, Sum
from django.utils import timezone

from participants.models import Attendance, Enrolment
from partners.models import TargetMeasure
from programmes.models import Employer, FocusArea, Session, WorkHours

WHY = "of focus areas that the caller has judged; each counts its own school's rows alone"
Reached = Mapping[tuple[int, str], int]
"""By focus area and measure; what is not in it is 0. Hours are minutes."""


def reached_in(year: int, areas: QuerySet[FocusArea]) -> Reached:
    """One question for each measure, however many areas and programmes there are."""
    zone = timezone.get_current_timezone()
    start = datetime.datetime(year, 1, 1, tzinfo=zone)
    end = datetime.datetime(year + 1, 1, 1, tzinfo=zone)
    first, last = datetime.date(year, 1, 1), datetime.date(year, 12, 31)
    attended = Attendance.objects.everything(why=WHY).of_participants().attended()
    marks = _of_areas(
        attended,
        "session__group__run",
        areas,
        session__state="held",
        session__starts_at__gte=start,
        session__starts_at__lt=end,
    )
    enrolled = Enrolment.objects.everything(why=WHY).as_participants().enrolled_between(first, last)
    sessions = Session.objects.everything(why=WHY)
    held = {"state": "held", "starts_at__gte": start, "starts_at__lt": end}
    work = WorkHours.objects.everything(why=WHY).filter(employer=Employer.SCHOOL).between(first, last)
    counted = {
        TargetMeasure.PARTICIPANTS: marks.annotate(number=Count("participant", distinct=True)),
        TargetMeasure.ATTENDANCES: marks.annotate(number=Count("pk")),
        TargetMeasure.PLACES: _of_areas(enrolled, "group__run", areas).annotate(number=Count("pk")),
        TargetMeasure.SESSIONS: _of_areas(sessions, "group__run", areas, **held).annotate(number=Count("pk")),
        TargetMeasure.HOURS: _of_areas(work, "run", areas).annotate(number=Sum(F("people") * F("minutes"))),
    }
    return {(row["area"], measure): row["number"] for measure, rows in counted.items() for row in rows}


def _of_areas(rows: QuerySet, run: str, areas: QuerySet[FocusArea], **of: object) -> QuerySet:
    """Rows of an area's school in runs of its programmes, by area; all in one join."""
    area = f"{run}__programme__focus_ties__focus_area"
    joined = {f"{area}__in": areas, "school": F(f"{area}__school")}
    return rows.order_by().filter(**joined, **of).values(area=F(area))

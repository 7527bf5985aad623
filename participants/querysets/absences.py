"""Who has been away three times in a row: whoever looks after a group calls the family."""

import datetime

from django.apps import apps
from django.db.models import Count, Exists, Expression, F, Min, OuterRef, Q, QuerySet, RowRange, Window
from django.db.models.functions import RowNumber, TruncDate

from participants.rules.absences import ABSENT, TIMES
from portal.scope.person import Person


def absent_in_a_row(user: Person, today: datetime.date) -> QuerySet:
    """The latest mark of each child who was away at the last three sessions of a group she has a place in.

    Of the children whose names `user` sees, in runs that go on. Counted are the held sessions since she came
    at which she has a mark. Annotates `since`, when the first of the three was.
    """
    marks = apps.get_model("participants", "Attendance").objects.visible_to(user)
    enrolments = apps.get_model("participants", "Enrolment").objects
    placed = enrolments.everything(why="whether those children still have their places").filter(
        state="enrolled",
        role="participant",
        participant=OuterRef("participant"),
        group=OuterRef("session__group"),
        enrolled_on__lte=OuterRef("day"),
    )
    last = RowRange(start=0, end=TIMES - 1)

    def over(what: Expression, frame: RowRange | None = None) -> Window:
        """Of one child in one group, from the latest session back."""
        of_one = [F("session__group"), F("participant")]
        return Window(what, of_one, F("session__starts_at").desc(), frame)

    return (
        marks.filter(
            session__state="held",
            session__group__run__state="open",
            session__group__run__ends_on__gte=today,
        )
        .annotate(day=TruncDate("session__starts_at"))
        .filter(Exists(placed))
        .annotate(
            place=over(RowNumber()),
            absences=over(Count("pk", filter=Q(mark__in=ABSENT)), last),
            since=over(Min("session__starts_at"), last),
        )
        .filter(place=1, absences=TIMES)
        .select_related("participant", "session__group")
        .order_by("since", "pk")
    )

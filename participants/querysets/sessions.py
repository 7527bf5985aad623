"""What the roll adds to a session; `programmes` does not know participants."""

from django.apps import apps
from django.db.models import Count, F, OuterRef, Q, Subquery
from django.db.models.functions import TruncDate

from programmes.querysets.groups import SessionQuerySet


def with_roll_size(sessions: SessionQuerySet) -> SessionQuerySet:
    """Annotates `children`: how many stand on the roll of each session on its day."""
    enrolments = apps.get_model("participants", "Enrolment").objects
    on_roll = (
        enrolments.everything(why="a number of the sessions handed in")
        .filter(
            Q(left_on=None) | Q(left_on__gte=OuterRef("day")),
            group=OuterRef("group"),
            enrolled_on__lte=OuterRef("day"),
        )
        .order_by()
        .values("group")
        .annotate(number=Count(F("pk")))
        .values("number")
    )
    return sessions.annotate(day=TruncDate("starts_at")).annotate(children=Subquery(on_roll))

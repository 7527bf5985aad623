"""When the details of people are to go."""

import datetime

from django.apps import apps
from django.db.models import DateField, OuterRef, Q, Subquery, Value
from django.db.models.functions import Coalesce, Greatest

from participants.querysets.people import ParticipantQuerySet

NO_RUN = datetime.date(1900, 1, 1)
_WHY = "says when the details of people go"


def with_removal_day(people: ParticipantQuerySet) -> ParticipantQuerySet:
    """Annotates `goes_on`: the latest date of the runs that each took part in or applied to, or NO_RUN."""
    latest = [
        _latest("Enrolment", "group__run__retention_on"),
        _latest("Application", "run__retention_on"),
    ]
    return people.annotate(goes_on=Greatest(*latest))


def due(
    people: ParticipantQuerySet, today: datetime.date, registered_until: datetime.date
) -> ParticipantQuerySet:
    """Those whose day has come; who took part in nothing goes by the day of registration."""
    left = with_removal_day(people.filter(removed_on=None))
    return left.filter(
        Q(goes_on__gt=NO_RUN, goes_on__lte=today)
        | Q(goes_on=NO_RUN, registered_at__date__lte=registered_until)
    )


def _latest(model: str, day: str) -> Coalesce:
    rows = apps.get_model("participants", model).objects.everything(why=_WHY)
    newest = rows.filter(participant=OuterRef("pk")).order_by(f"-{day}").values(day)[:1]
    return Coalesce(Subquery(newest), Value(NO_RUN), output_field=DateField())

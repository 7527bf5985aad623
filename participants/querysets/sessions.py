"""What the roll adds to a session, which `programmes` does not know, and need cards to the roll."""

import datetime

from django.apps import apps
from django.db.models import Count, F, FilteredRelation, OuterRef, Q, Subquery
from django.db.models.functions import TruncDate

from participants.querysets.people import ParticipantQuerySet
from programmes.querysets.groups import SessionQuerySet


def with_roll_size(sessions: SessionQuerySet) -> SessionQuerySet:
    """Annotates `children`: how many stand on the roll of each session on its day, helpers not counted."""
    enrolments = apps.get_model("participants", "Enrolment").objects
    on_roll = (
        enrolments.everything(why="a number of the sessions handed in")
        .filter(
            Q(left_on=None) | Q(left_on__gte=OuterRef("day")),
            role="participant",
            group=OuterRef("group"),
            enrolled_on__lte=OuterRef("day"),
        )
        .order_by()
        .values("group")
        .annotate(number=Count(F("pk")))
        .values("number")
    )
    return sessions.annotate(day=TruncDate("starts_at")).annotate(children=Subquery(on_roll))


def with_need_cards(on_roll: ParticipantQuerySet, on: datetime.date) -> ParticipantQuerySet:
    """One row for each need card that holds on that day, its words as `what_helps`; a child without has one.

    In one question with the roll itself, which is opened more often than anything else.
    """
    card = FilteredRelation("needs", condition=Q(needs__expires_on__gte=on))
    rows = on_roll.annotate(card=card, what_helps=F("card__what_helps"))
    return rows.order_by("helps_out", "given_name", "family_name", "pk", "card")

"""Who must be called: a message did not arrive, or nobody knows whether it did."""

import datetime

from django.apps import apps
from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet
from django.utils import timezone

from portal.scope.person import Person


def offers_to_call_about(user: Person, today: datetime.date) -> QuerySet:
    """Offers out, with the child, the group and who speaks for the child."""
    offers = apps.get_model("participants", "Offer").objects.visible_to(user)
    rows = offers.to_call_about(today).select_related("enrolment__participant", "enrolment__group")
    return rows.prefetch_related(_guardians("enrolment__participant__guardians")).order_by("answer_by", "pk")


def messages_to_call_about(user: Person) -> QuerySet:
    """Messages that failed; those about an offer stand with the offer.

    Of a session only the last to the child, and only until it is over: then there is nothing left to say. Of
    changed plans only the last as well.
    """
    model = apps.get_model("participants", "Message")
    rows = model.objects.visible_to(user).filter(~Q(kind="offer"), failed_at__isnull=False, delivered_at=None)
    later = model.objects.everything(why="only whether there is a later one").filter(
        participant=OuterRef("participant"), pk__gt=OuterRef("pk")
    )
    of_session, of_plan = later.filter(session=OuterRef("session")), later.filter(kind="plan")
    still = Q(session=None) | Q(session__ends_at__gt=timezone.now()) & ~Exists(of_session)
    return (
        rows.filter(still, ~Q(kind="plan") | ~Exists(of_plan))
        .select_related("participant", "link", "session__group")
        .prefetch_related(_guardians("participant__guardians"))
        .order_by("failed_at", "pk")
    )


def _guardians(path: str) -> Prefetch:
    guardians = apps.get_model("participants", "Guardian").objects.everything(why="of the people listed")
    speaking = guardians.filter(Q(has_parental_responsibility=True) | Q(is_representative=True))
    return Prefetch(path, speaking.order_by("pk"), to_attr="speaking")

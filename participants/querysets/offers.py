import datetime
from typing import Self

from django.apps import apps
from django.db.models import Exists, OuterRef, Q

from participants.querysets.enrolments import OfEnrolmentQuerySet


class OfferQuerySet(OfEnrolmentQuerySet):
    def open(self) -> Self:
        return self.filter(ended_at=None)

    def due(self, today: datetime.date) -> Self:
        """Those that expire by themselves: unanswered after the last day, though the family has them."""
        return self.open().filter(
            ~Q(enrolment__group__run__state="closed"), answer_by__lt=today, delivered_at__isnull=False
        )

    def to_call_about(self, today: datetime.date) -> Self:
        """Of which nobody knows whether the family has them: past their day, or the message failed."""
        messages = apps.get_model("participants", "Message").objects.everything(why="of these offers")
        failed = messages.filter(offer=OuterRef("pk"), failed_at__isnull=False)
        return self.open().filter(
            Q(answer_by__lt=today) | Exists(failed),
            ~Q(enrolment__group__run__state="closed"),
            delivered_at=None,
        )

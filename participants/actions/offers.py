"""The offer that goes with the state *offered*. Call them in the transaction of a decision."""

import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from participants.models import Enrolment, Offer
from participants.rules.decisions import LONGEST_ANSWER
from participants.school_settings import settings_of
from programmes.models import Group


class WrongAnswerDay(Exception):
    """The last day for an answer is over, or too far away; the message says what to write."""


def usual_answer_by(group: Group) -> datetime.date:
    """The last day for an answer, by the days that the school gives."""
    days = settings_of(group.school).answer_days
    return timezone.localdate() + datetime.timedelta(days=days)


def make_offer(*, enrolment: Enrolment, answer_by: datetime.date | None) -> Offer:
    """Raises WrongAnswerDay."""
    answer_by = answer_by or usual_answer_by(enrolment.group)
    check_answer_by(answer_by, earliest=timezone.localdate())
    return Offer.objects.create(
        school_id=enrolment.school_id, enrolment=enrolment, made_at=timezone.now(), answer_by=answer_by
    )


def check_answer_by(answer_by: datetime.date, *, earliest: datetime.date) -> None:
    if answer_by < earliest:
        raise WrongAnswerDay(_("Choose a day that is not over, and that leaves time to answer."))
    if answer_by > timezone.localdate() + LONGEST_ANSWER:
        raise WrongAnswerDay(_("Choose a day within a year."))


def open_offer(enrolment: Enrolment) -> Offer | None:
    offers = Offer.objects.everything(why="of the enrolment that was reached")
    return offers.open().filter(enrolment=enrolment).first()


def end_offer(*, enrolment: Enrolment) -> None:
    """Answered, expired or taken back."""
    offers = Offer.objects.everything(why="of the enrolment that was reached")
    offers.open().filter(enrolment=enrolment).update(ended_at=timezone.now())

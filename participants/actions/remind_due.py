"""Families are reminded of what is soon due back: in the morning, once a due date."""

import datetime
from collections import defaultdict

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from participants.actions.remove_person import local_day
from participants.actions.tell_family import tell_family
from participants.models import Application, FamilyLink, Loan, MessageKind, Participant
from participants.querysets.loans import LoanQuerySet
from participants.school_settings import settings_of
from portal.accounts.models import CultureSchool
from portal.audit.actor import Actor

TASK = "participants.remind_due"
NAME = "due reminders"
_WHY = "a job that serves all schools"


def remind_due(*, actor: Actor, now: datetime.datetime | None = None) -> int:
    """How many messages went on their way: one for each person and day, however many things are due.

    Each in a transaction of its own; a second time the same day reminds nobody.
    """
    reminded = 0
    schools = CultureSchool.objects.everything(why=_WHY).filter(pk__in=_out().values("school"))
    for school in schools.select_related("municipality").order_by("pk"):
        today = local_day(school, now)
        until = today + datetime.timedelta(days=settings_of(school).due_reminder_days)
        keys: dict[tuple[int, datetime.date], list[int]] = defaultdict(list)
        soon = _out().filter(school=school).to_remind(today, until).order_by("due_on", "pk")
        for loan in soon:
            keys[loan.participant_id, loan.due_on].append(loan.pk)
        reminded += sum(_remind(actor, loans) for loans in keys.values())
    return reminded


@transaction.atomic
def _remind(actor: Actor, keys: list[int]) -> bool:
    """Looked up anew under the lock: what has come back in between is not asked for."""
    loans = list(_out().filter(pk__in=keys, reminded_at=None).select_for_update(of=("self",)).order_by("pk"))
    if not loans:
        return False
    _out().filter(pk__in=[loan.pk for loan in loans]).update(reminded_at=timezone.now())
    person = Participant.objects.everything(why=_WHY).get(pk=loans[0].participant_id)
    told = tell_family(
        actor=actor, participant=person, link=_link_of(person), kind=MessageKind.DUE, loan=loans[0]
    )
    return told is not None


def _out() -> LoanQuerySet:
    return Loan.objects.everything(why=_WHY).out().filter(participant__removed_on=None)


def _link_of(person: Participant) -> FamilyLink | None:
    """That of the latest application whose link still opens."""
    sent = Application.objects.everything(why=_WHY).filter(participant=person)
    still = sent.filter(Q(link__expires_at__gt=timezone.now())).select_related("link")
    latest = still.order_by("submitted_at", "pk").last()
    return latest.link if latest else None

"""What has been kept long enough goes, each night, by the school's own day and in small steps."""

import datetime
from collections.abc import Callable
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from participants.actions.carry_out_fates import carry_out_fates, of_run
from participants.actions.remove_person import local_day, remove_person
from participants.models import FamilyLink, Participant, SupportNeed
from participants.querysets.expiry import due
from participants.school_settings import settings_of
from portal.accounts.models import CultureSchool
from portal.audit.actor import Actor
from portal.audit.log import record
from programmes.models import ProgrammeRun
from programmes.rules.periods import years_after

NAME = "retention"
REMOVE = "participants.remove_expired"
_WHY = "what has been kept long enough, at every school"


@dataclass
class Removed:
    """How many of each; `runs` are those in whose rows something changed."""

    runs: int = 0
    people: int = 0
    drafts: int = 0
    cards: int = 0


def remove_expired(
    *, actor: Actor, now: datetime.datetime | None = None, went_on: Callable[[], None] = lambda: None
) -> Removed:
    """Each step commits by itself: whatever stops it, the next time goes on where this one ended."""
    moment, removed = now or timezone.now(), Removed()
    schools = CultureSchool.objects.everything(why=_WHY).select_related("municipality").order_by("pk")
    for school in schools:
        _at_school(actor, school, moment, removed, went_on)
    return removed


def what_would_go(*, actor: Actor, now: datetime.datetime | None = None) -> Removed:
    """The same, taken back at the end: nothing is removed, no file goes."""
    with transaction.atomic():
        removed = remove_expired(actor=actor, now=now)
        transaction.set_rollback(True)
    return removed


def _at_school(
    actor: Actor,
    school: CultureSchool,
    now: datetime.datetime,
    removed: Removed,
    went_on: Callable[[], None],
) -> None:
    today = local_day(school, now)
    runs = ProgrammeRun.objects.everything(why=_WHY).filter(retention_on__lte=today, schools=school)
    for run in runs.order_by("pk"):
        removed.runs += _clear_run(actor, run, school)
        went_on()
    registered_until = years_after(today, -settings_of(school).retention_years)
    people = due(Participant.objects.everything(why=_WHY).filter(school=school), today, registered_until)
    for key in list(people.order_by("pk").values_list("pk", flat=True)):
        removed.people += bool(remove_person(actor=actor, participant_id=key, on=today))
        went_on()
    removed.drafts += _remove_drafts(school, now)
    removed.cards += _remove_cards(school, today)
    went_on()


@transaction.atomic
def _clear_run(actor: Actor, run: ProgrammeRun, school: CultureSchool) -> bool:
    changed = carry_out_fates(of_run(run, school))
    if changed:
        record(actor, "remove details of run", run, school=school)
    return bool(changed)


def _remove_drafts(school: CultureSchool, now: datetime.datetime) -> int:
    """What was typed and never sent, once its link has expired."""
    expired = FamilyLink.objects.everything(why=_WHY).filter(school=school, expires_at__lte=now)
    emptied = expired.exclude(applications=None).exclude(draft=None).values("pk")
    number = FamilyLink.objects.everything(why=_WHY).filter(pk__in=emptied).update(draft=None)
    return number + expired.filter(applications=None).delete()[1].get("participants.FamilyLink", 0)


def _remove_cards(school: CultureSchool, today: datetime.date) -> int:
    cards = SupportNeed.objects.everything(why=_WHY).filter(school=school, expires_on__lt=today)
    return cards.delete()[0]

"""A course for staff: making one, changing it, and its days."""

import datetime
from collections.abc import Collection
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from portal.accounts.models import CultureSchool
from portal.audit.actor import Actor
from portal.audit.log import record
from portal.audit.versions import check_version, version_of
from programmes.actions.training_hours import keep_in_step
from programmes.models import ProgrammeRun, RunSchool, Training, TrainingDay, TrainingPresence
from programmes.policies.training import check_hours_open, check_may_set_up_training

_EVERY = "any school may be asked to send people; names of schools are public"
_OWN = "of the course just judged"


@dataclass(frozen=True)
class TrainingFacts:
    """`schools` are the others whose staff may take part."""

    name: str
    about: str = ""
    run_id: int | None = None
    schools: frozenset[int] = frozenset()
    counts_as_hours: bool = False


@dataclass(frozen=True)
class DayFacts:
    """`minutes` of each person."""

    on: datetime.date
    minutes: int
    room: str = ""
    partner_people: int = 0


class TrainingRefused(Exception):
    """Nothing was changed; the message says why."""


def facts_of(training: Training) -> TrainingFacts:
    schools = training.schools.everything(why=_OWN).values_list("pk", flat=True)
    return TrainingFacts(
        training.name, training.about, training.run_id, frozenset(schools), training.counts_as_hours
    )


def version_of_training(facts: TrainingFacts) -> str:
    return version_of(facts.name, facts.about, facts.run_id, sorted(facts.schools), facts.counts_as_hours)


@transaction.atomic
def make_training(*, actor: Actor, school_id: int, facts: TrainingFacts) -> Training:
    """The same one again, as long as it has no days, is the one that there is.

    Raises DoesNotExist for a school that the actor does not coordinate or a run it takes no part in,
    RunClosed and TrainingRefused.
    """
    schools = CultureSchool.objects.visible_to(actor.person).coordinated_by(actor.person)
    school = schools.select_for_update(of=("self",), no_key=True).get(pk=school_id)
    run = _run(actor, school, facts)
    twin = Training.objects.visible_to(actor.person).filter(school=school, name=facts.name, days=None).first()
    if twin and facts_of(twin) == facts:
        return twin
    training = Training(school=school, run=run)
    _store(training, facts)
    record(actor, "make training", training, school=school, run=facts.run_id, schools=sorted(facts.schools))
    return training


@transaction.atomic
def change_training(*, actor: Actor, training_id: int, facts: TrainingFacts, based_on: str) -> Training:
    """Raises Training.DoesNotExist, PermissionDenied, ChangedMeanwhile, and as `make_training`."""
    training = _locked(actor, training_id)
    stands = facts_of(training)
    if stands == facts:
        return training
    check_version(based_on, version_of_training(stands))
    training.run = _run(actor, training.school, facts)
    gone = stands.schools - facts.schools
    people = TrainingPresence.objects.everything(why=_OWN).filter(day__training=training, school__in=gone)
    if people.exists():
        raise TrainingRefused(_("People of a school that you took out are noted as having taken part."))
    _store(training, facts)
    check_hours_open(training)
    keep_in_step(training)
    record(actor, "change training", training, school=training.school_id, run=facts.run_id)
    return training


@transaction.atomic
def save_day(*, actor: Actor, training_id: int, facts: DayFacts, day_id: int | None = None) -> TrainingDay:
    """A new day, or `day_id` changed. Raises DoesNotExist, PermissionDenied, RunClosed, TrainingRefused."""
    training = _locked(actor, training_id)
    days = TrainingDay.objects.everything(why=_OWN).filter(training=training)
    same_date = days.filter(on=facts.on).first()
    if same_date and same_date.pk != day_id:
        if day_id is None and _facts_of_day(same_date) == facts:
            return same_date
        raise TrainingRefused(_("This day is one of its days already: change it there."))
    day = days.get(pk=day_id) if day_id else TrainingDay(training=training)
    day.on, day.minutes, day.room = facts.on, facts.minutes, facts.room
    day.partner_people = facts.partner_people
    day.save()
    keep_in_step(training)
    noted = {"minutes": facts.minutes, "partner_people": facts.partner_people, "on": str(facts.on)}
    record(actor, "save day of training", day, school=training.school_id, **noted)
    return day


@transaction.atomic
def remove_day(*, actor: Actor, training_id: int, day_id: int) -> None:
    """Nothing happens where it is gone. Raises as `save_day`; a day with people on it stays."""
    training = _locked(actor, training_id)
    days = TrainingDay.objects.everything(why=_OWN).filter(training=training, pk=day_id)
    if TrainingPresence.objects.everything(why=_OWN).filter(day__in=days).exists():
        raise TrainingRefused(_("People are noted as having taken part on this day: take them out first."))
    for day in days:
        record(actor, "remove day of training", day, school=training.school_id)
        day.delete()


def _locked(actor: Actor, training_id: int) -> Training:
    seen = Training.objects.visible_to(actor.person).values("pk")
    training = Training.objects.everything(why="seen by the actor").filter(pk__in=seen).locked()
    found = training.get(pk=training_id)
    check_may_set_up_training(actor.person, found)
    return found


def _facts_of_day(day: TrainingDay) -> DayFacts:
    return DayFacts(day.on, day.minutes, day.room, day.partner_people)


def _store(training: Training, facts: TrainingFacts) -> None:
    training.name, training.about = facts.name, facts.about
    training.counts_as_hours = facts.counts_as_hours
    training.save()
    training.schools.set(facts.schools)


def _run(actor: Actor, school: CultureSchool, facts: TrainingFacts) -> ProgrammeRun | None:
    known = CultureSchool.objects.everything(why=_EVERY).filter(pk__in=facts.schools)
    if known.count() != len(facts.schools):
        raise CultureSchool.DoesNotExist
    if facts.run_id is None:
        if facts.counts_as_hours:
            raise TrainingRefused(_("Hours belong to a run: choose one, or let the training not count."))
        return None
    run = ProgrammeRun.objects.visible_to(actor.person).filter(schools=school).get(pk=facts.run_id)
    if facts.counts_as_hours:
        check_hours_open(Training(run=run, counts_as_hours=True))
        _check_schools(run, known)
    return run


def _check_schools(run: ProgrammeRun, invited: Collection[CultureSchool]) -> None:
    parts = RunSchool.objects.everything(why=_OWN).filter(run=run)
    within = set(parts.values_list("school_id", flat=True))
    outside = [str(school) for school in invited if school.pk not in within]
    if outside:
        message = _("These take no part in the run, so their people's hours cannot count there: %(schools)s.")
        raise TrainingRefused(message % {"schools": ", ".join(outside)})

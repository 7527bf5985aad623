"""The hours that follow from who took part in a course."""

from collections.abc import Iterator

from programmes.models import (
    Employer,
    RunSchool,
    Training,
    TrainingDay,
    TrainingPresence,
    WorkHours,
    WorkKind,
)

_WHY = "of a course that the action has locked"
_FIELDS = ("school_id", "run_id", "people", "minutes", "on")


def keep_in_step(training: Training) -> None:
    """Make the hours of a course exactly those of who took part; a second time changes nothing.

    Part of the caller's transaction, which has locked the course and knows that its run is open.
    """
    rows = WorkHours.objects.everything(why=_WHY).filter(training_day__training=training)
    wanted = {(row.training_day_id, row.user_id): row for row in _wanted(training)}
    stored = {(row.training_day_id, row.user_id): row for row in rows}
    rows.filter(pk__in=[row.pk for key, row in stored.items() if key not in wanted]).delete()
    changed = []
    for key, row in stored.items():
        new = wanted.pop(key, None)
        if new and any(getattr(row, name) != getattr(new, name) for name in _FIELDS):
            for name in _FIELDS:
                setattr(row, name, getattr(new, name))
            changed.append(row)
    WorkHours.objects.bulk_update(changed, [name.removesuffix("_id") for name in _FIELDS])
    WorkHours.objects.bulk_create(wanted.values())


def _wanted(training: Training) -> Iterator[WorkHours]:
    """Each own person's day, and the partners' people of a day together; of schools in the run alone."""
    run = training.run_id
    if not training.counts_as_hours or run is None:
        return
    parts = RunSchool.objects.everything(why=_WHY).filter(run=run)
    taking_part = set(parts.values_list("school_id", flat=True))
    presences = TrainingPresence.objects.everything(why=_WHY).filter(day__training=training)
    for presence in presences.select_related("day"):
        if presence.school_id in taking_part:
            yield _hours(
                run,
                presence.day,
                school_id=presence.school_id,
                employer=Employer.SCHOOL,
                user_id=presence.user_id,
            )
    for day in TrainingDay.objects.everything(why=_WHY).filter(training=training, partner_people__gt=0):
        yield _hours(
            run,
            day,
            school_id=training.school_id,
            employer=Employer.PARTNER,
            people=day.partner_people,
        )


def _hours(run_id: int, day: TrainingDay, **fields: object) -> WorkHours:
    return WorkHours(
        run_id=run_id,
        training_day_id=day.pk,
        kind=WorkKind.TRAINING,
        minutes=day.minutes,
        on=day.on,
        **fields,
    )

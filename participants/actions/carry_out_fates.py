"""Does to rows what the table of fates says, for one person or for all of one run at one school."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial
from uuid import UUID

from django.apps import apps
from django.db import transaction
from django.db.models import QuerySet

from participants.actions.remove_photos import let_go_of
from participants.models import Participant
from participants.rules.retention import FATES, FREE_WORDS, Fate
from portal.accounts.models import CultureSchool
from portal.audit.models import AuditEntry
from portal.documents import storage
from portal.jobs.models import Job
from programmes.models import ProgrammeRun

Reach = Mapping[str, Mapping[str, object]]
"""By model, as app.Model: which of its rows are meant."""

_WITH_JOBS = (
    "participants.Letter.enrolment",
    "participants.Message.participant",
    "participants.Message.offer",
)
_PHOTOS = ("participants.Photo.people", "participants.Photo.session")
_WHY = "the table of fates is carried out"


def of_person(person: Participant) -> Reach:
    return {
        "participants.Participant": {"pk": person.pk},
        "participants.Application": {"participant": person.pk},
        "participants.Enrolment": {"participant": person.pk},
        "participants.EnrolmentMove": {"enrolment__participant": person.pk},
        "participants.Offer": {"enrolment__participant": person.pk},
        "participants.CostShare": {"enrolment__participant": person.pk},
    }


def of_run(run: ProgrammeRun, school: CultureSchool) -> Reach:
    return {
        "participants.Application": {"run": run.pk, "school": school.pk},
        "participants.Enrolment": {"group__run": run.pk, "school": school.pk},
        "participants.EnrolmentMove": {"enrolment__group__run": run.pk, "school": school.pk},
        "participants.Offer": {"enrolment__group__run": run.pk, "school": school.pk},
        "participants.CostShare": {"enrolment__group__run": run.pk, "school": school.pk},
        "participants.RollConflict": {"session__group__run": run.pk, "school": school.pk},
        "programmes.Session": {"group__run": run.pk, "school": school.pk},
    }


@transaction.atomic
def carry_out_fates(reach: Reach) -> int:
    """Clears words and values, removes rows, their jobs and files; returns how many rows that changed."""
    changed = sum(_clear_audit(label, rows) for label, rows in _reached(reach))
    jobs = _let_go_of_files_and_jobs(reach)
    for name in _PHOTOS:
        if (photos := _behind(name, reach)) is not None:
            changed += let_go_of(photos)
    for label, rows in _reached(reach):
        changed += _clear_words(label, rows)
    for name, fate in FATES.items():
        if fate is Fate.REMOVED and (found := _behind(name, reach)) is not None:
            changed += found.delete()[0]
    Job.objects.everything(why=_WHY).filter(pk__in=jobs).delete()
    return changed


def _rows(label: str) -> QuerySet:
    return apps.get_model(label).objects.everything(why=_WHY)


def _behind(relation: str, reach: Reach) -> QuerySet | None:
    """The rows that lead by `relation` to rows that are meant; None where it leads elsewhere."""
    label, _, field = relation.rpartition(".")
    target = apps.get_model(label)._meta.get_field(field).related_model._meta.label
    if target not in reach:
        return None
    return _rows(label).filter(**{f"{field}__{key}": value for key, value in reach[target].items()})


def _reached(reach: Reach) -> Iterator[tuple[str, QuerySet]]:
    """Every model with its rows: those that are meant, and those that lead to them."""
    for label, conditions in reach.items():
        yield label, _rows(label).filter(**conditions)
    for name in FATES:
        label = name.rpartition(".")[0]
        if label not in reach and (found := _behind(name, reach)) is not None:
            yield label, found


def _clear_words(label: str, rows: QuerySet) -> int:
    """Only rows that hold words are written, so that a second time changes nothing."""
    fields = FREE_WORDS.get(label, ())
    return sum(rows.exclude(**{field: ""}).update(**{field: ""}) for field in fields)


def _clear_audit(label: str, rows: QuerySet) -> int:
    keys = [str(pk) for pk in rows.values_list("pk", flat=True)]
    entries = AuditEntry.objects.everything(why=_WHY).filter(model=label.lower(), object_id__in=keys)
    return entries.exclude(values={}).update(values={})


def _let_go_of_files_and_jobs(reach: Reach) -> set[UUID]:
    """Files go when all this has committed; a file that outlives its row is cleared as an orphan."""
    jobs: set[UUID] = set()
    for name in _WITH_JOBS:
        if (found := _behind(name, reach)) is not None:
            jobs |= set(found.values_list("job", flat=True))
    letters = _behind("participants.Letter.enrolment", reach)
    files = letters.exclude(file="").values_list("file", flat=True) if letters is not None else []
    for path in list(files):
        transaction.on_commit(partial(storage.remove, path))
    return jobs

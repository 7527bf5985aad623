"""What was lost is sent again; what cannot succeed is ended; orphaned files go."""

from collections.abc import Callable

from django.conf import settings
from django.db.models.functions import Now
from django.utils import translation
from django.utils.translation import gettext as _

from portal.jobs.models import Job, JobState
from portal.jobs.queue import send

_cleaners: list[Callable[[], int]] = []


def clean_with(cleaner: Callable[[], int]) -> None:
    """Register what clears files that no row names; it returns how many it removed."""
    _cleaners.append(cleaner)


def _end(job: Job) -> None:
    """Say that it failed, in the language of who asked, unless a worker has taken it after all."""
    with translation.override(job.language):
        reason = _("It was tried several times and did not succeed.")
    Job.objects.everything(why="the job just found without attempts left").lost().filter(
        pk=job.pk, fence=job.fence
    ).update(state=JobState.FAILED, reason=reason, ended_at=Now(), lease_until=None)


def sweep() -> int:
    """End jobs without attempts left, send lost ones again, clear orphans; returns how many were sent."""
    lost = Job.objects.everything(why="the sweeper looks after all jobs").lost()
    for job in lost.filter(attempts__gte=settings.JOB_ATTEMPTS):
        _end(job)
    sent = 0
    for job in lost.order_by("created_at"):
        if not send(job):
            break
        sent += 1
    for clean in _cleaners:
        clean()
    return sent

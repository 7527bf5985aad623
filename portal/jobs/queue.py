"""Making a job and handing it to the workers."""

import datetime
import logging
from collections.abc import Sequence

from celery import current_app
from django.db import transaction
from django.db.models.functions import Now
from django.utils.translation import get_language
from kombu.exceptions import OperationalError

from portal.audit.actor import Actor
from portal.jobs.models import Job

log = logging.getLogger(__name__)


def enqueue(*, actor: Actor, task: str, steps: int = 1, after_seconds: float = 0) -> Job:
    """Insert the row of a job in the caller's transaction and send it when that has committed.

    With `after_seconds` the sweeper sends it, when that time has passed.
    """
    job = Job.objects.create(task=task, requested_by=actor.user, language=get_language() or "en", steps=steps)
    if after_seconds:
        due = Now() + datetime.timedelta(seconds=after_seconds)
        Job.objects.everything(why="the row just made").filter(pk=job.pk).update(sent_at=due)
    else:
        transaction.on_commit(lambda: send(job))
    return job


def enqueue_many(*, actor: Actor, task: str, number: int) -> list[Job]:
    """As `enqueue`, so many jobs in one insert."""
    language = get_language() or "en"
    rows = [Job(task=task, requested_by=actor.user, language=language) for _ in range(number)]
    jobs = Job.objects.bulk_create(rows)
    transaction.on_commit(lambda: send_many(jobs))
    return jobs


def send(job: Job) -> bool:
    """Tell the workers of `job`; False when the broker is away, and then the sweeper tells them later."""
    return bool(send_many([job]))


def send_many(jobs: Sequence[Job]) -> int:
    """Tell the workers, and note it of all at once; from the first that fails on, the sweeper does."""
    sent = []
    for job in jobs:
        try:
            current_app.send_task(job.task, args=[str(job.pk)], retry=False)
        except (OperationalError, OSError) as error:
            log.warning("the broker is away, %s waits: %s", job, error)
            break
        sent.append(job.pk)
    if sent:
        Job.objects.everything(why="the rows of the jobs just sent").filter(pk__in=sent).update(sent_at=Now())
    return len(sent)

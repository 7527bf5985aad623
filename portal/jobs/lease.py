"""Working on a job under a lease: claim, renew, publish, fail."""

import datetime
import logging
from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings
from django.db import transaction
from django.db.models import F
from django.db.models.functions import Now
from django.utils import translation
from django.utils.translation import gettext as _

from portal.jobs.models import Job, JobState
from portal.jobs.querysets import JobQuerySet

log = logging.getLogger(__name__)


class LeaseLost(Exception):
    """Another worker has the job now: stop and publish nothing."""


class JobRefused(Exception):
    """The job must not or cannot be done, and another attempt would not help; the message says why."""


class JobPostponed(Exception):
    """What the job needs is away; the message says what. This attempt does not count."""

    def __init__(self, reason: str, *, seconds: float) -> None:
        super().__init__(reason)
        self.seconds = seconds


class Claim:
    """The right of one worker to do one job, for as long as its fencing number is the newest."""

    def __init__(self, job: Job) -> None:
        self.job = job

    def _held(self) -> JobQuerySet:
        return Job.objects.everything(why="the job that this worker claimed").filter(
            pk=self.job.pk, state=JobState.RUNNING, fence=self.job.fence
        )

    def renew(self, **progress: int) -> None:
        """Prolong the lease, and note progress. Raises LeaseLost when somebody else has the job."""
        lease = datetime.timedelta(seconds=settings.JOB_LEASE_SECONDS)
        if not self._held().update(lease_until=Now() + lease, **progress):
            raise LeaseLost(self.job.pk)

    def step(self, number: int) -> None:
        """Say that the first `number` steps of the job are done."""
        self.renew(step=number)

    @contextmanager
    def publishing(self) -> Iterator[None]:
        """Write what the job made and end it, in one transaction, and only if the claim still holds."""
        with transaction.atomic():
            ended = self._held().update(
                state=JobState.DONE, step=self.job.steps, ended_at=Now(), lease_until=None, reason=""
            )
            if not ended:
                raise LeaseLost(self.job.pk)
            yield

    def give_back(self, reason: str, *, for_good: bool) -> None:
        """Let go of the job after a failure: for good, or for the sweeper to send again."""
        last = for_good or self.job.attempts >= settings.JOB_ATTEMPTS
        if last:
            self._held().update(state=JobState.FAILED, reason=reason, ended_at=Now(), lease_until=None)
        else:
            self._held().update(state=JobState.WAITING, reason=reason, lease_until=None, sent_at=Now())

    def postpone(self, reason: str, seconds: float) -> None:
        """Let go of the job, for the sweeper to send again when that time has passed."""
        self._held().update(
            state=JobState.WAITING,
            reason=reason,
            lease_until=None,
            attempts=F("attempts") - 1,
            sent_at=Now() + datetime.timedelta(seconds=seconds),
        )


def claim(job_id: str) -> Claim | None:
    """Take the job if it is free; None when it is gone, done, or in another worker's hands."""
    with transaction.atomic():
        if not Job.objects.everything(why="a worker claims by id").filter(pk=job_id).begin_attempt():
            return None
        job = Job.objects.everything(why="just claimed").select_related("requested_by").get(pk=job_id)
        return Claim(job)


@contextmanager
def claimed(job_id: str) -> Iterator[Claim | None]:
    """Claim a job for the length of a block, in the language of who asked for it.

    A JobRefused ends it with its reason; a JobPostponed puts it off; a lost lease ends the block quietly;
    anything else gives the job back for another attempt and is logged.
    """
    held = claim(job_id)
    if held is None:
        yield None
        return
    with translation.override(held.job.language):
        try:
            yield held
        except LeaseLost:
            log.warning("%s went to another worker", held.job)
        except JobRefused as refusal:
            held.give_back(str(refusal), for_good=True)
        except JobPostponed as delay:
            held.postpone(str(delay), delay.seconds)
        except Exception:
            log.exception("%s failed", held.job)
            held.give_back(_("Something went wrong on our side."), for_good=False)

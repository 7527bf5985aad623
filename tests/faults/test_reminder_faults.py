"""A reminder of a deadline goes once, also where the worker that sends it dies."""

import time
from pathlib import Path

import pytest

from portal.jobs.models import Job, JobState
from reports.tasks import begin_reminding, remind
from tests.db.deadlines import mails, written
from tests.db.people import WHY
from tests.faults.test_report_faults import SHORT, wait_until
from tests.mailbox import mailbox
from tests.processes import process_environment, worker

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)


def environment(media: Path, mail_url: str) -> dict[str, str]:
    return process_environment(MEDIA_ROOT=str(media), EMAIL_URL=mail_url, **SHORT)


def test_a_worker_killed_while_it_sends_leaves_one_mail_and_says_why_no_other_goes(samklang, tmp_path):
    written(samklang.roskilde, 7)
    begin_reminding()
    with mailbox(slow=3) as box:
        surroundings = environment(tmp_path, box.url)
        with worker(surroundings, beat=True) as first:
            wait_until(lambda: box.begun == 1, every=0.02)
            first.kill()
        box.slow = 0
        # The morning's job once more, as when beat is started twice.
        begin_reminding()
        with worker(surroundings, beat=True):
            wait_until(lambda: mails()[0].job.state == JobState.FAILED)
            mornings = Job.objects.everything(why=WHY).filter(task=remind.name)
            wait_until(lambda: all(job.state == JobState.DONE for job in mornings.all()))
            time.sleep(2)
        assert box.begun == 1
    (row,) = mails()
    assert (row.sent_at, row.reminders.count()) == (None, 1)
    assert row.begun_at
    assert row.job.reason

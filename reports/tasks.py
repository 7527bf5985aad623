from celery import shared_task
from celery.signals import worker_process_init

from portal.audit.actor import Actor
from portal.charts import warm
from portal.jobs.lease import claimed
from portal.jobs.queue import enqueue
from reports.actions.build_report import build_report
from reports.actions.remind_deadlines import NAME, REMIND, SEND, remind_deadlines
from reports.actions.request_report import TASK
from reports.actions.send_reminder import send_reminder


@shared_task(name=TASK)
def build(job_id: str) -> None:
    with claimed(job_id) as claim:
        if claim:
            build_report(claim=claim)


@shared_task(name="reports.begin_reminding")
def begin_reminding() -> None:
    """Each morning: a job row, so that the sweeper sends it again where a worker is lost."""
    enqueue(actor=Actor.system(NAME), task=REMIND)


@shared_task(name=REMIND)
def remind(job_id: str) -> None:
    with claimed(job_id) as claim:
        if claim:
            remind_deadlines(actor=Actor.system(NAME), went_on=claim.renew)
            with claim.publishing():
                pass


@shared_task(name=SEND)
def send(job_id: str) -> None:
    with claimed(job_id) as claim:
        if claim:
            send_reminder(claim=claim)


@worker_process_init.connect
def warm_charts(**_arguments: object) -> None:
    """A worker draws its first chart before anybody waits for it."""
    warm()

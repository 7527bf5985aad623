from celery import shared_task
from celery.signals import worker_process_init

from portal.charts import warm
from portal.jobs.lease import claimed
from reports.actions.build_report import build_report
from reports.actions.request_report import TASK


@shared_task(name=TASK)
def build(job_id: str) -> None:
    with claimed(job_id) as claim:
        if claim:
            build_report(claim=claim)


@worker_process_init.connect
def warm_charts(**_arguments: object) -> None:
    """A worker draws its first chart before anybody waits for it."""
    warm()

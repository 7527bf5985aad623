from celery import shared_task

from partners.actions import write_agreement
from portal.jobs.lease import claimed


@shared_task(name=write_agreement.TASK)
def write(job_id: str) -> None:
    with claimed(job_id) as claim:
        if claim:
            write_agreement.write_agreement(claim=claim)

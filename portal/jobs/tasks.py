from celery import shared_task

from portal.jobs.sweeper import sweep


@shared_task(name="portal.jobs.sweep")
def sweep_jobs() -> int:
    return sweep()

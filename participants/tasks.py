from celery import shared_task

from participants.actions import (
    expire_offers,
    follow_applications,
    remind_due,
    tell_family,
    tell_staff,
    write_letter,
)
from participants.actions.remove_expired import NAME, REMOVE, remove_expired
from participants.actions.send_message import send_message
from participants.actions.send_notice import send_notice
from participants.failures import note_failures
from participants.rules.decisions import EXPIRE_OFFERS
from portal.audit.actor import Actor
from portal.jobs.lease import claimed
from portal.jobs.queue import enqueue


@shared_task(name=tell_family.TASK)
def send(job_id: str) -> None:
    with claimed(job_id) as claim:
        if claim:
            send_message(claim=claim)
    note_failures()


@shared_task(name=tell_staff.TASK)
def send_to_staff(job_id: str) -> None:
    with claimed(job_id) as claim:
        if claim:
            send_notice(claim=claim)


@shared_task(name=follow_applications.TASK)
def follow() -> int:
    return follow_applications.follow_applications(actor=Actor.system(follow_applications.NAME))


@shared_task(name=write_letter.TASK)
def write(job_id: str) -> None:
    with claimed(job_id) as claim:
        if claim:
            write_letter.write_letter(claim=claim)


@shared_task(name="participants.begin_removal")
def begin_removal() -> None:
    """Each night: a job row, so that the sweeper sends it again where a worker is lost."""
    enqueue(actor=Actor.system(NAME), task=REMOVE, steps=1)


@shared_task(name=REMOVE)
def remove(job_id: str) -> None:
    with claimed(job_id) as claim:
        if claim:
            remove_expired(actor=Actor.system(NAME), went_on=claim.renew)
            with claim.publishing():
                pass


@shared_task(name=expire_offers.TASK)
def expire() -> int:
    return expire_offers.expire_offers(actor=Actor.system(EXPIRE_OFFERS))


@shared_task(name=remind_due.TASK)
def remind() -> int:
    return remind_due.remind_due(actor=Actor.system(remind_due.NAME))

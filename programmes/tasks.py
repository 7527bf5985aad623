from celery import shared_task

from portal.audit.actor import Actor
from programmes.actions.import_accounts import DROP_FORGOTTEN, drop_forgotten


@shared_task(name="programmes.drop_forgotten_accounts")
def drop_forgotten_accounts() -> int:
    return drop_forgotten(actor=Actor.system(DROP_FORGOTTEN))

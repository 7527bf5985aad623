"""Of Kongsberg's pupils most have a guardian's yes to photos; every third has none."""

import datetime

from django.utils import timezone

from participants.demonstration.marks import WHY
from participants.models import Consent, ConsentBy, ConsentPurpose, Participant
from portal.audit.actor import LINK
from programmes.models import ProgrammeKind, RunState

EVERY = 3


def load(today: datetime.date) -> None:
    pupils = Participant.objects.everything(why=WHY).filter(
        enrolments__state="enrolled",
        enrolments__group__run__programme__kind=ProgrammeKind.FORDYPNING,
        enrolments__group__run__state=RunState.OPEN,
        address_protection="",
    )
    Consent.objects.bulk_create(
        Consent(
            school_id=pupil.school_id,
            participant=pupil,
            purpose=ConsentPurpose.PHOTO,
            by=ConsentBy.GUARDIAN,
            given_at=timezone.now() - datetime.timedelta(days=30),
            actor_kind=LINK,
        )
        for place, pupil in enumerate(pupils.distinct().order_by("pk"))
        if place % EVERY
    )

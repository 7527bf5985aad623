"""What waits to be decided or answered: offers with a day, siblings of one link, messages that failed."""

import datetime

from django.utils import timezone

from participants.models import (
    Application,
    Channel,
    Enrolment,
    FamilyLink,
    Message,
    MessageKind,
    Offer,
    Participant,
)
from portal.accounts.models import CultureSchool
from programmes.models import Criterion, Group
from tests.db.people import WHY, applies, enrol


def offered(of: Group, row: Participant, *, days: int = 10, delivered: bool = False) -> Offer:
    """A place offered, to be answered within `days` from today; it may be over."""
    now = timezone.now()
    return Offer.objects.create(
        school=of.school,
        enrolment=enrol(of, row, state="offered"),
        made_at=now - datetime.timedelta(days=20),
        answer_by=timezone.localdate() + datetime.timedelta(days=days),
        delivered_at=now if delivered else None,
    )


def link_of(school: CultureSchool) -> FamilyLink:
    later = timezone.now() + datetime.timedelta(days=300)
    return FamilyLink.objects.create(school=school, language="da", expires_at=later, phone="+45 72 00 00 00")


def together(link: FamilyLink, *enrolments: Enrolment) -> None:
    """Siblings who must be placed together: their applications came by one link."""
    rows = Application.objects.everything(why=WHY)
    rows.filter(wishes__in=[one.pk for one in enrolments]).update(link=link, together=True)


def waits(of: Group, row: Participant, rank: int, **fields) -> Enrolment:
    return applies(of, row, state="waitlisted", waiting_rank=rank, minutes_ago=600 - rank, **fields)


def criteria(of: Group, *kinds: str) -> None:
    Criterion.objects.bulk_create(
        Criterion(school=of.school, programme=of.run.programme, kind=kind, position=position)
        for position, kind in enumerate(kinds)
    )


def message_failed(row: Participant, kind: MessageKind = MessageKind.DECIDED) -> Message:
    return Message.objects.create(
        school=row.school,
        participant=row,
        kind=kind,
        channel=Channel.CALL,
        recipient="",
        failed_at=timezone.now(),
    )

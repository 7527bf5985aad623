"""That an entry of a phone's queue has arrived, and what was answered: the same entry again gets it again."""

from collections.abc import Mapping
from uuid import UUID

from django.utils import timezone

from participants.models import RollEntry
from portal.accounts.models import User
from programmes.models import Session

_WHY = "the entry is the sender's own"


def is_counted(entry: UUID, user: User) -> bool:
    return counted(entry, user) is not None


def counted(entry: UUID, user: User) -> RollEntry | None:
    return RollEntry.objects.everything(why=_WHY).filter(entry=entry, sent_by=user).first()


def note_entry(
    entry: UUID, *, session: Session, user: User, answer: Mapping[str, object] | None = None
) -> None:
    RollEntry.objects.create(
        school_id=session.school_id,
        session=session,
        entry=entry,
        sent_by=user,
        arrived_at=timezone.now(),
        answer=dict(answer or {}),
    )

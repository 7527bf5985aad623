"""Files that an attempt stored and no row names: its worker died before it could publish."""

import datetime
from collections.abc import Callable

from django.conf import settings
from django.utils import timezone

from portal.documents import storage

_owners: list[Callable[[set[str]], set[str]]] = []


def owned_by(named: Callable[[set[str]], set[str]]) -> None:
    """Register what says which of some paths its rows name: every app that stores files does."""
    _owners.append(named)


def clear_orphans() -> int:
    """Remove them once they are old enough that no attempt still runs; returns how many."""
    patience = datetime.timedelta(seconds=settings.ORPHAN_FILE_SECONDS)
    orphans = set(storage.stored_before(timezone.now() - patience))
    for named in _owners:
        orphans -= named(orphans)
    for path in orphans:
        storage.remove(path)
    return len(orphans)

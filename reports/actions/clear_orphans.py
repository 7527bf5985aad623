"""Files that an attempt stored and no report names: its worker died before it could publish."""

import datetime

from django.conf import settings
from django.utils import timezone

from portal.documents import storage
from reports.models import ReportRun


def clear_orphans() -> int:
    """Remove them once they are old enough that no attempt still runs; returns how many."""
    patience = datetime.timedelta(seconds=settings.ORPHAN_FILE_SECONDS)
    files = set(storage.stored_before(timezone.now() - patience))
    named = ReportRun.objects.everything(why="files that some report names").naming(files)
    orphans = files - set(named.values_list("file", flat=True))
    for path in orphans:
        storage.remove(path)
    return len(orphans)

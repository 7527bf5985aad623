from django.db.models.functions import Now

from participants.querysets.people import CoordinatorsQuerySet


class MessageQuerySet(CoordinatorsQuerySet):
    def note_failures(self) -> int:
        """Mark as failed those whose job was given up; returns how many."""
        return self.filter(failed_at=None, sent_at=None, job__state="failed").update(failed_at=Now())

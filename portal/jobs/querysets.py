import datetime
from typing import Self

from django.conf import settings
from django.db.models import F, Q
from django.db.models.functions import Now

from portal.scope.person import Person
from portal.scope.querysets import ScopedQuerySet


class JobQuerySet(ScopedQuerySet):
    def visible_to(self, user: Person) -> Self:
        return self.filter(requested_by=user) if user.is_authenticated else self.none()

    def claimable(self) -> Self:
        """Waiting, or running under a lease that has run out; with attempts left."""
        return self.filter(
            Q(state="waiting") | Q(state="running", lease_until__lt=Now()),
            attempts__lt=settings.JOB_ATTEMPTS,
        )

    def lost(self) -> Self:
        """Sent long ago and not begun, or begun by a worker that has stopped renewing its lease."""
        patience = datetime.timedelta(seconds=settings.JOB_RESEND_SECONDS)
        return self.filter(
            Q(state="waiting", sent_at=None, created_at__lt=Now() - patience)
            | Q(state="waiting", sent_at__lt=Now() - patience)
            | Q(state="running", lease_until__lt=Now())
        )

    def begin_attempt(self) -> int:
        """Claim the rows on the database's clock; the number claimed says who won the race."""
        lease = datetime.timedelta(seconds=settings.JOB_LEASE_SECONDS)
        return self.claimable().update(
            state="running",
            attempts=F("attempts") + 1,
            fence=F("fence") + 1,
            lease_until=Now() + lease,
            started_at=Now(),
        )

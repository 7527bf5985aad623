from django.conf import settings
from django.db import models

from programmes.querysets.plans import FeedQuerySet


class CalendarFeed(models.Model):
    """The secret address under which a user's calendar programme reads her own sessions.

    The address is signed from `nonce`: a new nonce ends the old address.
    """

    user = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    nonce = models.CharField(max_length=32)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = FeedQuerySet.as_manager()

    def __str__(self) -> str:
        return str(self.user_id)

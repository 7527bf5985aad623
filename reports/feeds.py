"""The secret address of a coordinator's deadlines. It ends with that of her sessions: both are one's own."""

from django.conf import settings
from django.urls import reverse

from programmes.feeds import find_feed, token_of
from programmes.models import CalendarFeed

_DEADLINES = "samklang.deadlines"


def deadlines_url(feed: CalendarFeed) -> str:
    token = token_of(feed, _DEADLINES)
    return settings.SITE_URL + reverse("reports:deadline_calendar", args=[token])


def find_deadlines_feed(token: str) -> CalendarFeed:
    """Raises CalendarFeed.DoesNotExist for a wrong address as for one that has ended."""
    return find_feed(token, _DEADLINES)

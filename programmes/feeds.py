"""The secret address of a user's calendar: signed, so that a copy of the database opens nothing."""

import secrets

from django.conf import settings
from django.core import signing
from django.urls import reverse

from programmes.models import CalendarFeed

SESSIONS = "samklang.calendar"
"""The salt of one calendar: an address of it opens no other. Those of a user end together."""


def new_nonce() -> str:
    return secrets.token_urlsafe(16)


def token_of(feed: CalendarFeed, calendar: str = SESSIONS) -> str:
    return signing.Signer(salt=calendar).sign(f"{feed.pk}.{feed.nonce}").replace(":", "~")


def url_of(feed: CalendarFeed) -> str:
    return settings.SITE_URL + reverse("programmes:calendar", args=[token_of(feed)])


def find_feed(token: str, calendar: str = SESSIONS) -> CalendarFeed:
    """Raises CalendarFeed.DoesNotExist for a wrong address as for one that has ended."""
    try:
        key, _, nonce = signing.Signer(salt=calendar).unsign(token.replace("~", ":")).partition(".")
    except signing.BadSignature:
        raise CalendarFeed.DoesNotExist from None
    feeds = CalendarFeed.objects.everything(why="the signed address is the right")
    return feeds.select_related("user").get(pk=int(key), nonce=nonce)

"""The address of a family's link: signed, so that a copy of the database opens nothing."""

import datetime

from django.conf import settings
from django.core import signing
from django.urls import reverse
from django.utils import timezone

from participants.models import FamilyLink

_signer = signing.Signer(salt="samklang.family")


def token_of(link: FamilyLink) -> str:
    return _signer.sign(f"{link.pk}.{link.nonce}").replace(":", "~")


def url_of(link: FamilyLink) -> str:
    return settings.SITE_URL + reverse("participants:family", args=[token_of(link)])


def find_link(token: str, *, now: datetime.datetime | None = None) -> FamilyLink:
    """Raises FamilyLink.DoesNotExist for a wrong, ended and expired address alike: it tells nothing."""
    try:
        key, _, nonce = _signer.unsign(token.replace("~", ":")).partition(".")
    except signing.BadSignature:
        raise FamilyLink.DoesNotExist from None
    links = FamilyLink.objects.everything(why="the signed address is the right")
    return links.select_related("school__municipality").get(
        pk=int(key), nonce=nonce, expires_at__gt=now or timezone.now()
    )

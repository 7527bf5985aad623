"""How often something public may be sent within five minutes: counted in the cache, without any puzzle."""

import hashlib
import time

from allauth.account.adapter import get_adapter
from django.core.cache import cache
from django.http import HttpRequest

WINDOW_SECONDS = 300


def is_over(kind: str, about: str, most: float) -> bool:
    """Counts one more of `kind` about somebody, and says whether that is more than `most`."""
    window = int(time.time() // WINDOW_SECONDS)
    about = hashlib.sha256(about.encode("utf-8", "replace")).hexdigest()[:32]
    name = f"limit.{kind}.{about}.{window}"
    if cache.add(name, 1, WINDOW_SECONDS):
        return most < 1
    try:
        return cache.incr(name) > most
    except ValueError:
        # Dropped from the cache between the two lines: counted from the next one on.
        return False


def address_of(request: HttpRequest) -> str:
    """Who connects, as the outermost proxy of ours wrote it."""
    return get_adapter(request).get_client_ip(request)

"""Pages under a signed address: no cache keeps them, no search lists them, no other site learns of them."""

from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from functools import wraps

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import add_never_cache_headers
from django.utils.translation import get_language

from participants.links import find_link
from participants.models import FamilyLink
from portal.audit.actor import Actor
from portal.web import languages, limits
from portal.web.translations import fall_back_to, reading

View = Callable[..., HttpResponse]
FAMILY = "family"


def by_link(view: View) -> View:
    """Hands on the link of the address; a wrong, an ended and an expired one are missing alike."""

    @wraps(view)
    def opened(request: HttpRequest, token: str, *args: object, **kwargs: object) -> HttpResponse:
        try:
            link = find_link(token)
        except FamilyLink.DoesNotExist:
            raise Http404 from None
        with _in_the_familys_language(request, link):
            response = private(view(request, link, *args, **kwargs))
            response.headers["Content-Language"] = get_language() or ""
        return response

    return opened


def private(response: HttpResponse) -> HttpResponse:
    add_never_cache_headers(response)
    # Not "no-referrer": a browser would then send its forms without the origin that Django asks for.
    response.headers["Referrer-Policy"] = "same-origin"
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    return response


def actor_of(link: FamilyLink) -> Actor:
    return Actor.link(FAMILY, link.pk)


def too_often(request: HttpRequest, *, link: FamilyLink | None = None, contact: str = "") -> bool:
    """Whether this is more than one family sends; by address only far more than an office full of them."""
    over = [limits.is_over("address", limits.address_of(request), settings.LIMIT_BY_ADDRESS)]
    if link:
        over.append(limits.is_over("link", str(link.pk), settings.LIMIT_BY_LINK))
    if contact:
        over.append(limits.is_over("contact", contact.casefold(), settings.LIMIT_BY_CONTACT))
    return any(over)


def slow_down(request: HttpRequest) -> HttpResponse:
    """For what has no form to be shown again with what was typed."""
    return render(request, "families/too_often.html", status=429)


def _in_the_familys_language(request: HttpRequest, link: FamilyLink) -> AbstractContextManager[None]:
    """The one chosen in this browser, else the one in which she wrote."""
    own = link.school.country.language
    known = languages.family_codes()
    if link.language in known and not languages.chosen(request, known):
        return reading(link.language, school=own)
    fall_back_to(own)
    return nullcontext()

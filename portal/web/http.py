"""Small helpers for pages and their fragments."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.cache import patch_vary_headers

if TYPE_CHECKING:
    from django_htmx.middleware import HtmxDetails

    from portal.accounts.models import User


class AuthedRequest(HttpRequest):
    """The request of a view that only signed-in users reach."""

    user: User
    htmx: HtmxDetails


def key_of(text: str) -> int:
    """A key that was sent; 0, which no row has, for what is none."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else 0


def sent(request: HttpRequest) -> QueryDict | None:
    """What a form is bound to, if the page was sent."""
    return request.POST if request.method == "POST" else None


def is_fragment(request: HttpRequest) -> bool:
    """Whether HTMX asks for a part of the page; its back button and boosted links ask for all of it."""
    htmx: HtmxDetails | None = getattr(request, "htmx", None)
    if not htmx:
        return False
    return not (htmx.boosted or htmx.history_restore_request)


def render_page(
    request: HttpRequest,
    template: str,
    context: Mapping[str, Any] | None = None,
    *,
    partial: str | None = None,
    status: int = 200,
) -> HttpResponse:
    """The page; or, where HTMX asks, `partial`: a template that the page includes with the same context.

    A form with errors is answered with status 422, which the browser's HTMX swaps in too.
    """
    chosen = partial if partial and is_fragment(request) else template
    response = render(request, chosen, dict(context or {}), status=status)
    patch_vary_headers(response, ("HX-Request",))
    return response

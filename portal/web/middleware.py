"""The language and the time zone of a request."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.cache import patch_vary_headers

from portal.web import languages
from portal.web.translations import reading

if TYPE_CHECKING:
    from portal.accounts.models import User

Handler = Callable[[HttpRequest], HttpResponse]


def locale_and_time_zone(get_response: Handler) -> Handler:
    """Those of whoever is signed in; else the language cookie, else what the browser asks for.

    On a family's page the cookie goes first: whoever stands beside her may be signed in.
    """

    def handle(request: HttpRequest) -> HttpResponse:
        user = request.user if request.user.is_authenticated else None
        language = _language_of(request, user)
        with reading(language), timezone.override(user.time_zone if user else None):
            request.LANGUAGE_CODE = language
            response = get_response(request)
        response.headers.setdefault("Content-Language", language)
        patch_vary_headers(response, ("Accept-Language", "Cookie"))
        return response

    return handle


def nothing_stays(get_response: Handler) -> Handler:
    """What somebody reads who has signed in is kept by no browser and no proxy."""

    def handle(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if request.user.is_authenticated:
            response.headers.setdefault("Cache-Control", "private, no-store")
        return response

    return handle


def _language_of(request: HttpRequest, user: User | None) -> str:
    if languages.is_for_families(request.path_info):
        return _language_of_family(request, user)
    if not user:
        return languages.asked_for(request)
    return user.language if user.language in languages.codes() else settings.LANGUAGE_CODE


def _language_of_family(request: HttpRequest, user: User | None) -> str:
    chosen = languages.chosen(request, languages.family_codes())
    return chosen or (user.language if user else languages.asked_for_by_family(request))

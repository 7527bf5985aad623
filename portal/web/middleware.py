"""The language and the time zone of a request."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone, translation
from django.utils.cache import patch_vary_headers

from portal.web import languages

if TYPE_CHECKING:
    from portal.accounts.models import User

Handler = Callable[[HttpRequest], HttpResponse]


def locale_and_time_zone(get_response: Handler) -> Handler:
    """Those of whoever is signed in; else the language cookie, else what the browser asks for."""

    def handle(request: HttpRequest) -> HttpResponse:
        user = request.user if request.user.is_authenticated else None
        language = _language_of(user) if user else languages.asked_for(request)
        with translation.override(language), timezone.override(user.time_zone if user else None):
            request.LANGUAGE_CODE = language
            response = get_response(request)
        response.headers.setdefault("Content-Language", language)
        patch_vary_headers(response, ("Accept-Language", "Cookie"))
        return response

    return handle


def _language_of(user: User) -> str:
    return user.language if user.language in languages.codes() else settings.LANGUAGE_CODE

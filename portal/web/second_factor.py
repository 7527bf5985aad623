"""Who sees children's data needs a second factor, in this session, before anything else."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from portal.scope.person import Person
from portal.scope.rights import rights_of
from portal.scope.roles import PARTNER_CONTACT, Role
from portal.web.http import is_fragment
from portal.web.languages import is_for_families

SEEING_CHILDREN = (Role.TEACHER, Role.COORDINATOR, PARTNER_CONTACT, Role.ADMINISTRATOR)
_KEPT_AS = "second_factor"
_REACHED_WITHOUT = {"second_factor", "mfa_authenticate", "choose_language", "health"}


def remember(request: HttpRequest) -> None:
    """A right code was written in this session. Whoever's second factor is reset is asked anew."""
    request.session[_KEPT_AS] = _mark(request.user)


def is_given(request: HttpRequest) -> bool:
    return _mark(request.user) is not None and request.session.get(_KEPT_AS) == _mark(request.user)


def is_missing(request: HttpRequest) -> bool:
    """Costs no query where it is off or has been given; else it reads the user's roles."""
    if not settings.SECOND_FACTOR or not request.user.is_authenticated or is_given(request):
        return False
    rights = rights_of(request.user)
    return any(rights.holds(role) for role in SEEING_CHILDREN)


def _mark(user: Person) -> float | None:
    since = getattr(user, "second_factor_at", None)
    return since.timestamp() if since else None


class AskForSecondFactor:
    """Every address is closed to whoever lacks it, but the few that help: a new one is closed by default."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self._get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable, args: tuple, kwargs: Mapping[str, Any]
    ) -> HttpResponse | None:
        name = (request.resolver_match and request.resolver_match.url_name) or ""
        if name in _REACHED_WITHOUT or name.startswith("account_") or is_for_families(request.path_info):
            return None
        return _refusal(request, name) if is_missing(request) else None


def _refusal(request: HttpRequest, name: str) -> HttpResponse:
    if name.startswith("api-"):
        return JsonResponse({"detail": _("Set up the second factor, or give its code, first.")}, status=403)
    if is_fragment(request):
        return HttpResponse(status=401, headers={"HX-Reswap": "none"})
    way_back = f"?{urlencode({'next': request.get_full_path()})}" if request.method == "GET" else ""
    return redirect(reverse("second_factor") + way_back)

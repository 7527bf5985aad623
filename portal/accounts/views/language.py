from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from portal.accounts.actions.choose_language import choose_language
from portal.audit.actor import Actor
from portal.web import languages

_YEAR = 365 * 24 * 3600


@require_POST
def language(request: HttpRequest) -> HttpResponse:
    """Choose the language: kept in a cookie and, if it is one of staff's, with the account."""
    chosen = request.POST.get("language", "")
    if chosen not in languages.family_codes():
        return HttpResponseBadRequest()
    if request.user.is_authenticated and chosen in languages.codes():
        choose_language(actor=Actor.of(request.user), language=chosen)
    response = redirect(_way_back(request))
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        chosen,
        max_age=_YEAR,
        samesite="Lax",
        httponly=True,
        secure=request.is_secure(),
    )
    return response


def _way_back(request: HttpRequest) -> str:
    url = request.POST.get("next", "")
    here = {request.get_host()}
    return url if url_has_allowed_host_and_scheme(url, here, require_https=request.is_secure()) else "/"

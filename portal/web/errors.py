"""Pages that cannot be shown: to families in their language, without the words of staff."""

from django.http import HttpRequest, HttpResponse
from django.views import defaults
from django.views.csrf import csrf_failure as django_csrf_failure

from portal.web.languages import is_for_families


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return defaults.page_not_found(
        request, exception, _template(request, "families/not_found.html", "404.html")
    )


def failed(request: HttpRequest) -> HttpResponse:
    return defaults.server_error(request, _template(request, "families/failed.html", "500.html"))


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    return django_csrf_failure(
        request, reason, _template(request, "families/grown_old.html", "403_csrf.html")
    )


def _template(request: HttpRequest, of_families: str, of_staff: str) -> str:
    return of_families if is_for_families(request.path_info) else of_staff

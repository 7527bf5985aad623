"""What the base template needs beyond the page's own context."""

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject
from django.utils.translation import get_language

from portal.web import languages, navigation, second_factor


def portal(request: HttpRequest) -> dict[str, object]:
    """Navigation and languages. Rights are read only if the template shows the navigation."""
    return {
        "navigation": SimpleLazyObject(lambda: _navigation(request)),
        "second_factor_is_off": not settings.SECOND_FACTOR,
        "language_choices": languages.choices(get_language() or ""),
    }


def _navigation(request: HttpRequest) -> list[navigation.Link]:
    user = getattr(request, "user", None)
    if not user or second_factor.is_missing(request):
        return []
    return list(navigation.links_for(user, request.path))

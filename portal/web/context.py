"""What the base template needs beyond the page's own context."""

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject
from django.utils.translation import get_language

from portal.web import languages, navigation


def portal(request: HttpRequest) -> dict[str, object]:
    """Navigation and languages. Rights are read only if the template shows the navigation."""
    return {
        "navigation": SimpleLazyObject(lambda: _navigation(request)),
        "language_choices": languages.choices(get_language() or ""),
    }


def _navigation(request: HttpRequest) -> list[navigation.Link]:
    user = getattr(request, "user", None)
    return list(navigation.links_for(user, request.path)) if user else []

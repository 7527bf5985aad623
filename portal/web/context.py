"""What the base template needs beyond the page's own context."""

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject
from django.utils.translation import get_language

from portal.accounts.models import User
from portal.scope.rights import rights_of
from portal.scope.roles import SCHOOL_ROLES
from portal.web import languages, navigation, phone, second_factor


def portal(request: HttpRequest) -> dict[str, object]:
    """Navigation and languages. Rights are read only if the template shows the navigation."""
    return {
        "navigation": SimpleLazyObject(lambda: _navigation(request)),
        "phone_queue": SimpleLazyObject(lambda: _phone_queue(request)),
        "second_factor_is_off": not settings.SECOND_FACTOR,
        "language_choices": languages.choices(get_language() or ""),
    }


def _phone_queue(request: HttpRequest) -> dict[str, str]:
    """What a page needs to keep something on the phone, and to send it: of whoever keeps rolls."""
    user = getattr(request, "user", None)
    if not isinstance(user, User) or second_factor.is_missing(request):
        return {}
    if not any(rights_of(user).holds(role) for role in SCHOOL_ROLES):
        return {}
    return {"owners": " ".join(phone.owner_names(user)), "keys": " ".join(phone.note_keys(user))}


def _navigation(request: HttpRequest) -> list[navigation.Link]:
    user = getattr(request, "user", None)
    if not user or second_factor.is_missing(request):
        return []
    return list(navigation.links_for(user, request.path))

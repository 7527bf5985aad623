"""Who reaches a page at all; what she sees on it is the querysets' business."""

from collections.abc import Callable
from functools import wraps

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse

from portal.scope.rights import rights_of
from portal.web.http import is_fragment

View = Callable[..., HttpResponse]


def signed_in(view: View) -> View:
    """Sends whoever has not signed in to do so; a fragment gets 401, so that what was typed stays."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        if request.user.is_authenticated:
            return view(request, *args, **kwargs)
        if is_fragment(request):
            return HttpResponse(status=401, headers={"HX-Reswap": "none"})
        return redirect_to_login(request.get_full_path())

    return guarded


def for_roles(*roles: str) -> Callable[[View], View]:
    """A page for the holders of any of `roles`; 403 for everybody else who has signed in."""

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
            rights = rights_of(request.user)
            if not any(rights.holds(role) for role in roles):
                raise PermissionDenied
            return view(request, *args, **kwargs)

        return signed_in(guarded)

    return decorate

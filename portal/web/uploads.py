"""Pages to which a file is sent: what is too large is refused before it is read."""

from collections.abc import Callable
from functools import wraps

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.functional import Promise
from django.views.decorators.csrf import csrf_exempt, csrf_protect

View = Callable[..., HttpResponse]
_OF_THE_FORM = 100_000


def uploads_at_most(most_bytes: int, message: str | Promise) -> Callable[[View], View]:
    """Shows the page again with `message`; the check of the form's token would read all that was sent."""

    def decorate(view: View) -> View:
        protected = csrf_protect(view)

        @csrf_exempt
        @wraps(view)
        def guarded(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
            if int(request.META.get("CONTENT_LENGTH") or 0) <= most_bytes + _OF_THE_FORM:
                return protected(request, *args, **kwargs)
            messages.error(request, str(message))
            return HttpResponseRedirect(request.path)

        return guarded

    return decorate

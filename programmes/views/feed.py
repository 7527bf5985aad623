"""One's own calendar: the page with its secret address, and what calendar programmes read there."""

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from portal.audit.actor import Actor
from portal.scope.rights import rights_of
from portal.scope.roles import SCHOOL_ROLES
from portal.web import limits
from portal.web.access import for_roles
from portal.web.http import AuthedRequest, render_page
from portal.web.translations import reading
from programmes.actions.renew_feed import renew_feed
from programmes.feeds import find_feed, url_of
from programmes.ical import answer_with, calendar_of
from programmes.models import CalendarFeed, Session


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles(*SCHOOL_ROLES)
def feed(request: AuthedRequest) -> HttpResponse:
    if request.method == "POST":
        renew_feed(actor=Actor.of(request.user))
        messages.success(request, _("Here is your new address. Older ones have ended."))
        return redirect("programmes:feed")
    own = CalendarFeed.objects.visible_to(request.user).first()
    return render_page(request, "programmes/feed.html", {"url": url_of(own) if own else "", "feed": own})


@require_safe
def calendar(request: HttpRequest, token: str) -> HttpResponse:
    """Without signing in: whoever has the address reads it. It ends with the user, her roles or a new one."""
    try:
        user = find_feed(token).user
    except CalendarFeed.DoesNotExist:
        raise Http404 from None
    rights = rights_of(user)
    if not any(rights.holds(role) for role in SCHOOL_ROLES):
        raise Http404
    if limits.is_over("calendar", str(user.pk), settings.LIMIT_BY_LINK):
        return HttpResponse(status=429)
    mine = Session.objects.visible_to(user).attended_by(user)
    with reading(user.language):
        sessions = mine.for_calendar(timezone.now())
        return answer_with(calendar_of("Samklang", sessions, cancelled=_("Cancelled"), with_address=True))

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from participants.views.hands import KINDS, Hand, some_of_each
from portal.scope.roles import Role
from portal.web.access import for_roles
from portal.web.http import AuthedRequest, render_page

SOME = 6
PER_PAGE = 50


@require_safe
@for_roles(Role.COORDINATOR)
def needs_a_hand(request: AuthedRequest) -> HttpResponse:
    """Each kind with its first rows."""
    hands = some_of_each(request.user, SOME)
    context = {"hands": [hand for hand in hands if hand.count], "nothing": [h for h in hands if not h.count]}
    return render_page(request, "participants/needs_a_hand.html", context)


@require_safe
@for_roles(Role.COORDINATOR)
def needs_a_hand_kind(request: AuthedRequest, kind: str) -> HttpResponse:
    """All rows of one kind, page by page."""
    found = next((one for one in KINDS if one.key == kind), None)
    if found is None:
        raise Http404
    pages = Paginator(found.rows(request.user, timezone.localdate()), PER_PAGE)
    page = pages.get_page(request.GET.get("page"))
    context = {"hand": Hand(found, pages.count, list(page)), "page_obj": page}
    return render_page(request, "participants/needs_a_hand_kind.html", context)
